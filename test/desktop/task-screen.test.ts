import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import type { RunningApp } from './electron-stand-in/start-app.ts'
import { look } from './look.ts'
import { findSampleQuiz, startTask } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

let browser: Browser
let moodle: SampleMoodle
/** Of the attempts in the order in which the site is asked for them, those that it refuses. */
let refused: readonly number[] = [2, 5]
const attemptsAsked: string[] = []

/** The site gives some attempts, and no others. */
function alterAnswer(name: string, answer: unknown): unknown {
  if (name !== 'mod_quiz_get_attempt_review') return answer
  const attempt = /"attempt":\{"id":(\d+)/u.exec(JSON.stringify(answer))?.[1] ?? ''
  if (!attemptsAsked.includes(attempt)) attemptsAsked.push(attempt)
  if (!refused.includes(attemptsAsked.indexOf(attempt) + 1)) return answer
  return { exception: 'required_capability_exception', errorcode: 'nopermissions', message: 'Sorry.' }
}

beforeAll(async () => {
  browser = await openChromium()
  moodle = await startSampleMoodle({ scale: 14, alterAnswer })
})

afterAll(async () => {
  await browser.close()
  await moodle[Symbol.asyncDispose]()
})

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

async function speak(page: Page, language: 'en' | 'de'): Promise<void> {
  await page.evaluate(`localStorage.setItem('muniment-preferences', '{"language":"${language}"}'); location.reload()`)
}

const limit = { timeout: 240_000 }

test('a task from its start to an archive that is knowingly incomplete, over a stop and a restart', limit, async () => {
  await using folder = await temporaryFolder()
  moodle.setLatency(500)
  const taskId = await beginAndQuit(folder.path)
  moodle.setLatency(0)
  await using app = await startDesktop({ browser, userData: folder.path })
  const { page } = app.window
  app.window.blur()
  // It goes on by itself, and tells that it failed to whoever looks elsewhere.
  await expect
    .poll(() => app.electron.notifications.told, { timeout: 30_000 })
    .toEqual([
      { title: 'Stars & Planets: final quiz', body: 'Not everything could be archived. What is done is kept.' },
    ])
  expect(app.electron.app.badgeCount).toBe(1)
  app.electron.notifications.click()
  await page.getByText('12 of 14 attempts · 2 failed').waitFor()
  expect(page.url()).toContain(`#/tasks/${taskId}`)
  expect(app.electron.app.badgeCount).toBe(0)
  await lookAtTrouble(page)

  refused = [5]
  await press(page, 'Try the failed ones again')
  await page.getByText('13 of 14 attempts · 1 failed').waitFor()
  await press(page, 'Seal as incomplete …')
  const dialog = page.getByRole('dialog', { name: 'Seal an incomplete archive?' })
  await dialog.getByText('1 attempt will be missing from the archive:').waitFor()
  await press(page, 'Seal as incomplete')
  await page.getByText('13 of 14 attempts archived; the rest was left out knowingly').waitFor()
  const archive = await page.getByRole('link', { name: 'Show the archive' }).getAttribute('href')
  expect(archive).toMatch(/^#\/archives\/[\w-]+$/u)
  expect(app.window.complaints).toEqual([])
  await crashAndLook(app)
})

/** Starts a task, stops it, lets it go on, and quits in the middle of it. @returns its id */
async function beginAndQuit(userData: string): Promise<string> {
  await using app = await startDesktop({ browser, userData })
  const { page } = app.window
  const { app: electronApp, dialog, powerMonitor, powerSaveBlocker } = app.electron
  const client = connectToEngineOf(app.electron)
  const { id } = await startTask(client, await findSampleQuiz(client, moodle))
  await page.evaluate(`location.hash = '/tasks/${id}'`)
  await page.getByText(/^[1-9]\d* of 14 attempts/u).waitFor()
  // Looking takes longer than archiving.
  moodle.setLatency(120_000)
  await page.getByRole('listitem').filter({ hasText: 'Archive' }).and(page.locator('[aria-current=step]')).waitFor()
  await expect.poll(() => powerSaveBlocker.blocked).toEqual(['prevent-app-suspension'])
  await expect.poll(() => app.window.progress).toBeGreaterThan(0)
  await look(page, 'task-running-en')
  await press(page, 'Stop')
  await page.getByText(/of 14 attempts · Stopped$/u).waitFor()
  moodle.setLatency(500)
  await expect.poll(() => powerSaveBlocker.blocked).toEqual([])
  expect(app.window.progress).toBe(-1)
  await press(page, 'Go on')
  await expect.poll(() => powerSaveBlocker.blocked).toEqual(['prevent-app-suspension'])
  powerMonitor.emit('suspend')
  powerMonitor.emit('resume')

  dialog.answers.push(1)
  electronApp.quit()
  await expect.poll(() => dialog.asked).toMatchObject([{ message: 'A task is not finished yet. Quit anyway?' }])
  // The last window is where one comes back to: closing it asks, too, in the language of the page.
  await speak(page, 'de')
  await page.getByRole('button', { name: 'Anhalten' }).waitFor()
  dialog.answers.push(1)
  await app.window.close()
  await expect.poll(() => dialog.asked.length).toBe(2)
  expect(dialog.asked[1]).toMatchObject({ buttons: ['Beenden', 'Weiter archivieren'] })
  expect(page.isClosed()).toBe(false)
  expect(app.window.complaints).toEqual([])
  return id
}

/** What went wrong, in a list, in the log, and of one attempt, in both languages. */
async function lookAtTrouble(page: Page): Promise<void> {
  await page.getByRole('alert').getByText('2 attempts could not be archived').waitFor()
  const rows = page.getByRole('rowheader')
  await expect.poll(() => rows.count()).toBeGreaterThan(4)
  await look(page, 'task-failed-en')
  await rows.first().click()
  const story = page.getByRole('dialog')
  await story.getByText('tried once').waitFor()
  await story.getByText('Solve the cause first').waitFor()
  await look(page, 'task-item-en')
  await press(page, 'Close')
  await page.getByRole('searchbox').fill('nobody of this name')
  await page.getByText('Nothing of this kind.').waitFor()
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: /^All \(14\)/u }).click()
  await page.getByRole('option', { name: 'Failed (2)' }).click()
  await expect.poll(() => rows.count()).toBe(2)
  await page.getByRole('tab', { name: 'Log' }).click()
  await page.getByRole('list', { name: 'Log, newest first' }).getByText('Created by').waitFor()
  await look(page, 'task-log-en')

  await speak(page, 'de')
  await page.getByText('12 von 14 Versuchen · 2 fehlgeschlagen').waitFor()
  await look(page, 'task-failed-de')
  await page.getByRole('tab', { name: 'Protokoll' }).click()
  await page.getByRole('list', { name: 'Protokoll, Neuestes zuerst' }).getByText('Zu archivieren: 14.').waitFor()
  await press(page, 'Unvollständig versiegeln …')
  await page.getByText('2 Versuche werden im Archiv fehlen:').waitFor()
  await look(page, 'task-incomplete-de')
  await press(page, 'Abbrechen')
  await speak(page, 'en')
  await page.getByText('12 of 14 attempts · 2 failed').waitFor()
}

/** The engine crashes: it is started again, and a report is kept that one can look at and save. */
async function crashAndLook(app: RunningApp): Promise<void> {
  const { page } = app.window
  app.electron.utilityProcesses.at(-1)?.kill()
  await expect.poll(() => app.electron.utilityProcesses.length, { timeout: 20_000 }).toBe(2)
  await page.evaluate(`location.hash = '/settings/diagnostics'`)
  const reports = page.getByRole('list', { name: 'Crash reports' })
  await reports.getByText('Archiving engine').waitFor()
  await look(page, 'diagnostics-en')
  await press(page, 'Show')
  await page.getByRole('dialog').getByText('"part": "engine"').waitFor()
  await press(page, 'Close')
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Collect diagnostics …')])
  expect(download.suggestedFilename()).toBe('muniment-diagnostics.json')
  const saved = await readFile(await download.path(), 'utf8')
  expect(JSON.parse(saved)).toMatchObject({
    diagnostics: { format: 'muniment-diagnostics' },
    crashReports: [{ part: 'engine' }],
  })
  expect(saved).not.toMatch(/Student 0|Stars & Planets/u)
}
