import { join } from 'node:path'
import { smallDriver, writeDriverPackage } from '@muniment/core/testing'
import type { MunimentClient } from '@muniment/sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import { look } from './look.ts'
import { deletedOnSite, findSampleQuiz, startTask } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

const languages = [
  {
    locale: 'en-GB',
    settings: 'Settings',
    empty: 'Nothing has been archived yet',
    choose: 'Choose what to archive',
    archivers: { title: 'Archivers', quiz: 'Quiz', builtIn: 'comes with Muniment', problems: 'These cannot be used' },
    states: ['Archiving', 'Waiting', 'Failed', 'Stopped', 'Finished'],
  },
  {
    locale: 'de-DE',
    settings: 'Einstellungen',
    empty: 'Noch ist nichts archiviert',
    choose: 'Auswählen, was archiviert wird',
    archivers: {
      title: 'Archivierer',
      quiz: 'Test',
      builtIn: 'gehört zu Muniment',
      problems: 'Diese sind nicht benutzbar',
    },
    states: ['Läuft', 'Wartet', 'Fehlgeschlagen', 'Angehalten', 'Fertig'],
  },
] as const

const running = new AsyncDisposableStack()
let browser: Browser
let quick: SampleMoodle
let slow: SampleMoodle
/** Where the list is kept, which is filled once and then shown in each language. */
let library: { readonly path: string }
let isFilled = false

beforeAll(async () => {
  browser = running.adopt(await openChromium(), (opened) => opened.close())
  quick = running.use(await startSampleMoodle())
  slow = running.use(await startSampleMoodle({ scale: 300, latencyMs: 60 }))
  library = running.use(await temporaryFolder())
})

afterAll(() => running.disposeAsync())

describe.each(languages)('in $locale', ({ locale, settings, empty, choose, archivers, states }) => {
  const system = { locale, timezoneId: 'Europe/Berlin' }

  test('the first screen fits every window, in both themes', async () => {
    await using folder = await temporaryFolder()
    await using app = await startDesktop({ browser, userData: folder.path, system })
    const { page } = app.window
    await page.getByRole('heading', { name: empty }).waitFor()
    await look(page, `empty-${locale}`)
    expect(await page.getByRole('link', { name: choose }).getAttribute('href')).toBe('#/courses')
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    // The keyboard reaches the content first, and shows where it is.
    await page.locator('body').press('Tab')
    const focused = page.locator(':focus')
    expect(await focused.getAttribute('href')).toBe('#content')
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
    // From anywhere a few letters lead anywhere.
    await page.keyboard.press('Control+k')
    await page.getByRole('searchbox').pressSequentially(settings.slice(0, 5).toLowerCase())
    await page.getByRole('menuitem', { name: settings }).waitFor()
    await look(page, `palette-${locale}`)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: settings, level: 1 }).waitFor()
    expect(app.window.complaints).toEqual([])
  })

  test('archivers, those from elsewhere and those that cannot be used, fit every window, in both themes', async () => {
    await using folder = await temporaryFolder()
    const drivers = join(folder.path, 'library', 'drivers')
    await writeDriverPackage(drivers, { name: '@university/small', source: smallDriver('small') })
    await writeDriverPackage(drivers, { name: 'broken', source: 'export const drivers = [' })
    await using app = await startDesktop({ browser, userData: folder.path, system })
    const { page } = app.window
    await page.getByRole('link', { name: settings }).click()
    await page.getByRole('link', { name: archivers.title }).click()
    const rows = page.getByRole('list', { name: archivers.title }).getByRole('listitem')
    await rows.filter({ hasText: archivers.quiz }).getByText(archivers.builtIn).first().waitFor()
    await rows.filter({ hasText: 'Small' }).getByText('@university/small 1.2.3').waitFor()
    await page.getByRole('heading', { name: archivers.problems }).waitFor()
    await page.getByText(/The package broken 1\.2\.3 in .* cannot be used as it is\. .*SyntaxError/u).waitFor()
    await page.getByText(`npm install --prefix "${drivers}"`).waitFor()
    await look(page, `archivers-${locale}`)
    expect(app.window.complaints).toEqual([])
    await page.locator('nav a[href="#/tasks"]').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: empty }).waitFor()
    expect(await page.locator(':focus').getAttribute('id')).toBe('content')
  })

  test('a list of tasks in every state fits every window, in both themes', async () => {
    await using app = await startDesktop({ browser, userData: library.path, system })
    const { page } = app.window
    if (!isFilled) await fillList(connectToEngineOf(app.electron), page, { quick, slow })
    isFilled = true
    for (const state of states) await page.getByText(state, { exact: true }).first().waitFor()
    await page
      .getByText(/^[1-9]\d* \S+ 300 · .*\d/u)
      .first()
      .waitFor()
    await look(page, `tasks-${locale}`)
    expect(app.window.complaints).toEqual([])
  })
})

/** Tasks that are finished, failed, stopped, running and waiting. */
async function fillList(
  client: MunimentClient,
  page: Page,
  { quick, slow }: { readonly quick: SampleMoodle; readonly slow: SampleMoodle },
): Promise<void> {
  const small = await findSampleQuiz(client, quick)
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('heading') })
  await startTask(client, small)
  await rows.locator('[data-icon=finished]').waitFor()
  await startTask(client, deletedOnSite(small, 'Deutschsprachige Zwischenprüfung im Wintersemester, zweiter Termin'))
  await rows.locator('[data-icon=failed]').waitFor()
  const large = await findSampleQuiz(client, slow)
  const stopped = await startTask(client, { ...large, activityName: 'امتحان منتصف الفصل' })
  await rows.getByText(/^[1-9]\d* \S+ 300/u).waitFor()
  await client.tasks.abort({ taskId: stopped.id })
  await rows.locator('[data-icon=aborted]').waitFor()
  // One more than run at once, so that one waits.
  for (let week = 1; week <= 9; week++) await startTask(client, { ...large, activityName: `Quiz of week ${week}` })
  await rows
    .getByText(/^[1-9]\d* \S+ 300 · .*\d/u)
    .first()
    .waitFor()
}
