import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import { findSampleQuiz, startTask } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

let browser: Browser

beforeAll(async () => {
  browser = await openChromium()
})

afterAll(() => browser.close())

test('a task is watched', async () => {
  await using moodle = await startSampleMoodle({ scale: 12, latencyMs: 30 })
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path })
  const { page } = app.window
  const client = connectToEngineOf(app.electron)
  const quiz = await findSampleQuiz(client, moodle)
  await startTask(client, quiz)
  await page.getByRole('link', { name: quiz.activityName }).click()
  await page.getByRole('heading', { level: 1, name: quiz.activityName }).waitFor()
  await page.getByText(/^[1-9]\d* of 12 attempts/u).waitFor()
  await page.screenshot({ path: '/tmp/watch-shots/running.png' })
  await page.getByText('All 12 attempts are archived').waitFor()
  await page.screenshot({ path: '/tmp/watch-shots/finished.png' })
  expect(app.window.complaints).toEqual([])
})
