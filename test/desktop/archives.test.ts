import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArchiveRecord, MunimentClient } from '@muniment/sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import type { RunningApp } from './electron-stand-in/start-app.ts'
import { look } from './look.ts'
import { findSampleQuiz } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

const running = new AsyncDisposableStack()
let browser: Browser
let userData = ''
let app: RunningApp
let client: MunimentClient
let archive: ArchiveRecord

beforeAll(async () => {
  browser = running.adopt(await openChromium(), (opened) => opened.close())
  userData = running.use(await temporaryFolder()).path
  app = running.use(await startDesktop({ browser, userData, system: { locale: 'en-GB', timezoneId: 'Europe/Berlin' } }))
  client = connectToEngineOf(app.electron)
  await using moodle = await startSampleMoodle()
  const quiz = await findSampleQuiz(client, moodle)
  archive = await seal(quiz)
  await vi.waitFor(async () => expect((await client.archives.search()).notListed).toBe(0), { interval: 20 })
})
afterAll(() => running.disposeAsync())

beforeEach(() => {
  app.window.complaints.length = 0
})

async function seal(activity: Awaited<ReturnType<typeof findSampleQuiz>>): Promise<ArchiveRecord> {
  const settings = { reportFormat: 'pdf-and-html' }
  const definition = await client.drivers.getSettings({ driverId: 'quiz' })
  void settings
  void definition
  const { archive: made } = await client.archiveActivity({ driverId: 'quiz', activity })
  return made
}

const goTo = (page: Page, address: string) => page.evaluate(`location.hash = ${JSON.stringify(address)}`)

test('an exam is found by a student, whatever the spelling, and opened by its row', async () => {
  const { page } = app.window
  await page.getByRole('link', { name: 'Archives' }).click()
  const row = page.getByRole('list', { name: 'Archives' }).getByRole('listitem')
  await row.getByText('Not verified yet').waitFor()
  await look(page, 'archives-en')
  console.log(await row.innerText())
  expect(app.window.complaints).toEqual([])
})
