import { fileURLToPath } from 'node:url'
import { execFile } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { localOwnerName } from '@muniment/core'
import { createHttpServer, type HttpServer } from '@muniment/server'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openChromium } from './electron-stand-in/chromium.ts'
import {
  openScriptedCore,
  runScriptedTask,
  scriptedActivity,
  type ScriptedCore,
} from '../support/open-scripted-core.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const webAppFolder = join(repository, 'packages/server/out/web')
const pictures = process.env['MUNIMENT_SCREENSHOTS']
let browser: Browser
let scripted: ScriptedCore
let server: HttpServer
let key: string

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [join(repository, 'apps/desktop/scripts/build-web.ts')])
  browser = await openChromium()
})
afterAll(() => browser.close())
beforeEach(async () => {
  scripted = await openScriptedCore()
  ;({ key } = await scripted.core.access.create({ name: 'Ada', role: 'archivist', owner: localOwnerName }))
  server = await createHttpServer(scripted.core, {
    webAppFolder,
    wrongKeysPerMinute: 3,
    recheckKeyMs: 50,
    drainMs: 500,
  })
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

interface Opened {
  readonly page: Page
  /** What the browser complained of: errors of the page, and what its policy forbade. */
  readonly complaints: readonly string[]
}

async function open(language = 'en-GB', colorScheme: 'light' | 'dark' = 'light', width = 1100): Promise<Opened> {
  const context = await browser.newContext({ locale: language, colorScheme, viewport: { width, height: 720 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // The browser itself tells of answers that refuse.
    const isRefusal = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text())
  })
  await page.goto(`${server.url}/#/tasks`)
  return { page, complaints }
}

async function signIn(page: Page, accessKey: string): Promise<void> {
  await page.getByLabel('Access key').fill(accessKey)
  await page.keyboard.press('Enter')
}

async function keepPicture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

test('a key opens the tasks, which move without a reload; it is forgotten with the tab', async () => {
  const { page, complaints } = await open()
  await signIn(page, key)
  await page.getByRole('heading', { name: 'Nothing has been archived yet' }).waitFor()
  expect(await page.getByRole('link', { name: 'Choose what to archive' }).getAttribute('href')).toBe('#/courses')
  await keepPicture(page, 'web-empty')

  const request = { driverId: 'scripted', activity: scriptedActivity, settings: { items: 2 } }
  const { id } = await scripted.core.tasks.create('scripted', request.activity, request.settings)
  await scripted.core.tasks.execute(id)
  await page.getByRole('listitem').getByText('Finished', { exact: true }).waitFor()
  await keepPicture(page, 'web-tasks')

  await page.evaluate(() => void (location.hash = '#/settings/storage'))
  await page.getByRole('button', { name: 'Check all' }).click()
  await page.getByText('Your access key may not do this').waitFor()
  await keepPicture(page, 'web-storage-refused')
  await page.evaluate(() => void (location.hash = '#/tasks'))
  await page.reload()
  await page.getByRole('listitem').getByText('Finished', { exact: true }).waitFor()
  const other = await page.context().newPage()
  await other.goto(server.url)
  await other.getByLabel('Access key').waitFor()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Access key').waitFor()
  expect(await page.evaluate('JSON.stringify([sessionStorage, localStorage, document.cookie])')).toBe('[{},{},""]')
  expect(complaints).toEqual([])
})

test('an exam is found, and what a student wrote is shown without an origin', async () => {
  const attached = '<script>document.title = "hacked"</script>'
  scripted.engine.driver.script = async (_item, { artifacts }) => {
    const placement = { kind: 'attachment', path: 'answer.html' } as const
    await artifacts.write({
      placement,
      role: 'attachment',
      mediaType: 'text/html',
      content: new TextEncoder().encode(attached),
    })
  }
  await runScriptedTask(scripted, 2)
  const { page, complaints } = await open()
  await signIn(page, key)
  await page.getByRole('link', { name: 'Archives' }).click()
  await page.getByRole('searchbox').fill('ITEM midterm')
  await page.getByText('Found: Item 1, Item 2').waitFor()
  await page.getByRole('link', { name: 'Midterm' }).click()
  await page.getByRole('row').filter({ hasText: 'Item 2' }).click()
  const frame = page.locator('iframe')
  await frame.contentFrame().getByText('This is item 2.').waitFor()
  expect(await frame.getAttribute('src')).toMatch(/^blob:/u)
  expect(await frame.getAttribute('sandbox')).toBe('')
  await keepPicture(page, 'web-archive')
  expect(await page.getByRole('button', { name: 'Show answer.html' }).count(), 'no page of a student').toBe(0)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save answer.html' }).click()
  expect(await readFile(await (await saving).path(), 'utf8')).toBe(attached)
  const copying = page.waitForEvent('download')
  await page.getByRole('button', { name: /^Save a copy/u }).click()
  expect((await copying).suggestedFilename()).toBe('Midterm.zip')
  expect(await page.title()).toBe('Muniment')
  expect(complaints).toEqual([])
})

test('a wrong key is told, too many tries too, and a server that is gone', async () => {
  const { page, complaints } = await open()
  await signIn(page, '')
  expect(await page.getByRole('alert').count()).toBe(0)
  await signIn(page, 'not-a-key-of-this-server')
  await page.getByText('This key does not hold').waitFor()
  await keepPicture(page, 'web-sign-in-refused')
  for (const wrong of ['not-a-key-of-this-server-2', 'not-a-key-of-this-server-3', 'not-a-key-of-this-server-4']) {
    await signIn(page, wrong)
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
  }
  await page.getByText('takes no more tries just now').waitFor()
  await server[Symbol.asyncDispose]()
  await signIn(page, key)
  await page.getByText('The server does not answer').waitFor()
  expect(complaints).toEqual([])
})

test('a key that is taken back leads to the sign-in, and nothing of what it saw is left', async () => {
  const made = await scripted.core.access.create({ name: 'Grace', role: 'viewer', owner: localOwnerName })
  const { page } = await open()
  await signIn(page, made.key)
  await page.getByRole('heading', { name: 'Nothing has been archived yet' }).waitFor()
  await scripted.core.access.revoke(made.id)
  await page.getByText('This key does not hold').waitFor()
  expect(await page.getByRole('heading', { name: 'Nothing has been archived yet' }).count()).toBe(0)
})

test.each([
  ['de-CH', 'light', 'Zugangsschlüssel'],
  ['en-GB', 'dark', 'Access key'],
] as const)('the sign-in in %s, %s, on a small screen', async (language, theme, label) => {
  const { page, complaints } = await open(language, theme, 400)
  const field = page.getByLabel(label)
  await field.waitFor()
  // Whoever comes by keyboard can begin at once.
  expect(await field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await keepPicture(page, `web-sign-in-${language}-${theme}`)
  expect(complaints).toEqual([])
})

test('only files of the app are served, with a policy that allows nothing from elsewhere', async () => {
  const page = await fetch(server.url)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  const script = /src="(?<path>\/assets\/[^"]+\.js)"/u.exec(await page.text())?.groups?.['path'] ?? ''
  const asset = await fetch(server.url + script)
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  for (const path of [
    '/../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets',
    '/main.tsx',
    '/index.html/',
  ]) {
    const { status } = await fetch(server.url + path)
    expect(status, path).toBeGreaterThanOrEqual(400)
  }
  expect((await fetch(server.url, { method: 'POST' })).status).toBeGreaterThanOrEqual(400)
})

test('without a folder of the web app there is none', async () => {
  await using plain = await createHttpServer(scripted.core)
  expect((await fetch(plain.url)).status).toBe(401)
})
