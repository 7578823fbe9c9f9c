import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from './electron-stand-in/chromium.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openChromium()
})

afterAll(() => browser.close())

test('a new installation shows how to start', async () => {
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path })
  const { page } = app.window
  await page.getByRole('heading', { name: 'Nothing has been archived yet' }).waitFor({ timeout: 20_000 })
  await page.screenshot({ path: '/tmp/shots/empty.png' })
  const client = connectToEngineOf(app.electron)
  expect((await client.system.describe()).dataFolder).toContain(folder.path)
  expect(app.window.complaints).toEqual([])
})
