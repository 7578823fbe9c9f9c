import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import { deletedOnSite, findSampleQuiz, startTask } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openChromium()
})

afterAll(() => browser.close())

test('a task shows up, moves and finishes without a reload', async () => {
  await using moodle = await startSampleMoodle({ scale: 12 })
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path })
  const { page } = app.window
  await page.getByRole('heading', { name: 'Nothing has been archived yet' }).waitFor()
  await page.evaluate('window.loadedOnce = true')

  const client = connectToEngineOf(app.electron)
  const quiz = await findSampleQuiz(client, moodle)
  await startTask(client, quiz)
  const row = page.getByRole('listitem').filter({ hasText: quiz.activityName })
  await row.getByText(quiz.courseName).waitFor()
  await row.getByRole('progressbar').waitFor()
  await row.getByText(/^\d+ of 12( · |$)/u).waitFor()
  await row.getByText('Finished', { exact: true }).waitFor()
  await row.getByText(/^12 of 12 · ended .*2\d{3}/u).waitFor()

  const announced = page.getByRole('status')
  await announced.getByText(`${quiz.activityName}: Finished`).waitFor({ state: 'attached' })
  expect(await page.evaluate('window.loadedOnce')).toBe(true)
  expect(app.window.complaints).toEqual([])
})

test('a task that fails says why; the newest task is first', async () => {
  await using moodle = await startSampleMoodle()
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path })
  const client = connectToEngineOf(app.electron)
  const quiz = await findSampleQuiz(client, moodle)
  await startTask(client, deletedOnSite(quiz, 'First quiz'))
  await startTask(client, deletedOnSite(quiz, 'Second quiz'))
  const rows = app.window.page.getByRole('list', { name: 'Tasks, newest first' }).getByRole('listitem')
  await rows.filter({ hasText: 'Failed' }).nth(1).waitFor()
  expect(await rows.getByRole('heading').allTextContents()).toEqual(['Second quiz', 'First quiz'])
  const { entries } = await client.tasks.list()
  const message = entries[0]?.status.error?.message ?? ''
  expect(message).not.toBe('')
  expect(await rows.first().textContent()).toContain(message)

  const { page } = app.window
  const before = entries[0]?.startedAt
  await page.getByRole('button', { name: 'Actions for Second quiz' }).click()
  await page.getByRole('menuitem', { name: 'Try again' }).click()
  await expect.poll(async () => (await client.tasks.list()).entries[0]?.startedAt).not.toEqual(before)
  await page.getByRole('link', { name: 'Second quiz' }).click()
  await page.getByRole('alert').getByText('The task could not go on').waitFor()
  expect(app.window.complaints).toEqual([])
})

test('when the engine dies, another goes on with the task, and the page with it', async () => {
  await using moodle = await startSampleMoodle({ scale: 8, latencyMs: 40 })
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path })
  const { page } = app.window
  const client = connectToEngineOf(app.electron)
  await startTask(client, await findSampleQuiz(client, moodle))
  await page.getByText(/^[1-9]\d* of 8/u).waitFor()
  app.electron.utilityProcesses[0]?.kill()
  await page.getByText('is being started again').waitFor()
  await page.getByText('Finished', { exact: true }).waitFor()
  await page.getByText(/^8 of 8/u).waitFor()
  expect(app.electron.utilityProcesses).toHaveLength(2)
  expect(await page.getByText('is being started again').count()).toBe(0)
})

test('a library that cannot be opened is told, with a way on', async () => {
  await using folder = await temporaryFolder()
  const library = join(folder.path, 'library')
  await mkdir(library)
  await writeFile(join(library, 'muniment.db'), 'This is no database. '.repeat(500))
  await using app = await startDesktop({ browser, userData: folder.path })
  const alert = app.window.page.getByRole('alert')
  await alert.getByText('Your library cannot be opened').waitFor()
  await alert.getByText('Nothing was lost').waitFor()
  await rm(join(library, 'muniment.db'))
  await alert.getByRole('button', { name: 'Try again' }).click()
  await app.window.page.getByRole('heading', { name: 'Nothing has been archived yet' }).waitFor()
})

test('quitting stops the engine, and tasks are there again after a start', async () => {
  await using moodle = await startSampleMoodle({ scale: 2 })
  await using folder = await temporaryFolder()
  {
    await using app = await startDesktop({ browser, userData: folder.path })
    const client = connectToEngineOf(app.electron)
    await startTask(client, await findSampleQuiz(client, moodle))
    await app.window.page.getByText('Finished', { exact: true }).waitFor()
    const [engine] = app.electron.utilityProcesses
    app.electron.app.once('quit', () => expect(engine?.pid).toBeUndefined())
  }
  await using again = await startDesktop({ browser, userData: folder.path })
  await again.window.page.getByText('Finished', { exact: true }).waitFor()
})
