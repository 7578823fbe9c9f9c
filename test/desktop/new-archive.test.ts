import { join } from 'node:path'
import { writeDriverPackage } from '@muniment/core/testing'
import type { ActivityMetadata, MunimentClient } from '@muniment/sdk'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import { everyKindDriver } from './every-kind-driver.ts'
import { look } from './look.ts'
import { findSampleQuiz } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

const running = new AsyncDisposableStack()
let browser: Browser
let moodle: SampleMoodle

beforeAll(async () => {
  browser = running.adopt(await openChromium(), (opened) => opened.close())
  moodle = running.use(await startSampleMoodle())
})

afterAll(() => running.disposeAsync())

/** Leads to the screen, as a link of the course does. */
async function openNewArchive(page: Page, { sourceId, courseId, courseModuleId }: ActivityMetadata): Promise<void> {
  await page.evaluate(`location.hash = '#/courses/${sourceId}/${courseId}/archive/${courseModuleId}'`)
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Stars & Planets' }).waitFor()
}

/** Goes on with the keyboard until something of this name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByLabel(name).or(page.getByRole('button', { name }))
  for (let steps = 0; steps < 60; steps++) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not reach “${name}”.`)
}

/** Nothing may stick out: where text is twice as large, and where it runs from right to left. */
async function expectNothingSticksOut(page: Page): Promise<void> {
  const fits = () => page.evaluate('document.documentElement.scrollWidth <= innerWidth')
  await page.setViewportSize({ width: 560, height: 380 })
  expect(await fits(), '200 %').toBe(true)
  await page.setViewportSize({ width: 1_120, height: 760 })
  await page.evaluate('document.documentElement.dir = "rtl"')
  expect(await fits(), 'from right to left').toBe(true)
  await page.evaluate('document.documentElement.dir = "ltr"')
}

async function newestTask(client: MunimentClient) {
  return await vi.waitFor(async () => {
    const [task] = (await client.tasks.list({ limit: 1 })).entries
    if (!task || task.status.state === 'created') throw new Error('No task was started.')
    return task
  })
}

test('a quiz: as usual by one press, and of one person by keyboard alone', async () => {
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path, system: { timezoneId: 'Europe/Berlin' } })
  const { page } = app.window
  const client = connectToEngineOf(app.electron)
  const quiz = await findSampleQuiz(client, moodle)
  await openNewArchive(page, quiz)
  const summary = page.getByRole('region', { name: 'What will be in it' })
  await summary.getByText('11 reports').waitFor()
  expect(await summary.getByText('not known yet').count()).toBe(2)
  await summary.getByText(/AST-1001\/Stars & Planets_ final quiz attempt 1/u).waitFor()
  await look(page, 'new-archive-en-GB')
  await expectNothingSticksOut(page)

  await tabTo(page, 'Archive now')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/tasks\/.+/u)
  const usual = await newestTask(client)
  expect(page.url()).toContain(usual.id)
  expect(usual.settings).toMatchObject({ scope: { mode: 'finished' }, language: 'en', timeZone: 'Europe/Berlin' })

  await openNewArchive(page, quiz)
  await page.getByRole('heading', { name: 'This is being archived just now' }).waitFor()
  await client.tasks.abort({ taskId: usual.id })
  await summary.getByText('11 reports').waitFor()
  await tabTo(page, /^What is archived/u)
  await page.keyboard.press('Enter')
  await tabTo(page, /Attempts$/u)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Finished attempts of chosen p')
  await page.keyboard.press('Enter')
  await page.getByText('Choose at least one.').waitFor()
  await summary.getByRole('button', { name: 'Archive now' }).focus()
  await page.keyboard.press('Enter')
  await tabTo(page, 'Choose people …')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Choose people' })
  await dialog.getByRole('row', { name: /Żądło/u }).waitFor()
  await page.keyboard.type('zadlo')
  await vi.waitFor(async () => expect(await dialog.getByRole('row').count()).toBe(2))
  await look(page, 'new-archive-people-en-GB')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await tabTo(page, 'Take 1')
  await page.keyboard.press('Enter')
  await page.getByText('1 chosen').waitFor()
  await summary.getByText(/^1 report$/u).waitFor()
  await summary.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.hash.startsWith('#/tasks/'))
  expect((await newestTask(client)).settings['scope']).toEqual({ mode: 'users', ids: [expect.any(Number)] })
  expect(app.window.complaints).toEqual([])
})

test('every kind of setting of a driver that is not ours, in German, and its presets', async () => {
  await using folder = await temporaryFolder()
  const drivers = join(folder.path, 'library', 'drivers')
  await writeDriverPackage(drivers, { name: '@university/kinds', source: everyKindDriver(1_200) })
  await using app = await startDesktop({ browser, userData: folder.path, system: { locale: 'de-DE' } })
  const { page } = app.window
  const client = connectToEngineOf(app.electron)
  await openNewArchive(page, await findSampleQuiz(client, moodle))
  await page.getByRole('button', { name: 'Archivierer' }).click()
  await page.getByRole('option', { name: 'Jede Art' }).click()
  const summary = page.getByRole('region', { name: 'Was hineinkommt' })
  await summary.getByText('mehr als 1.000 Berichte').waitFor()
  await page.getByRole('button', { name: /^Was archiviert wird/u }).click()
  await page.getByRole('button', { name: /^Wie es aussieht/u }).click()

  expect(await page.getByRole('checkbox', { name: 'Auch Kommentare' }).isDisabled()).toBe(true)
  await page.getByText('Für alle festgelegt: Die Prüfungsordnung verlangt sie.').waitFor()
  expect(await page.getByLabel('Längste Seite').count()).toBe(0)
  await page.getByText('Kleinere Bilder').click()
  await page.getByLabel('Längste Seite').fill('12x')
  await page.getByText('Geben Sie eine ganze Zahl von 100 bis 10.000 ein.').waitFor()
  await page.getByText('Text', { exact: true }).click()
  await page.getByText('Nur zusammen mit Text').waitFor()
  await page.getByText('Letter', { exact: true }).click()
  await page.getByRole('button', { name: 'Schrift' }).click()
  await page.getByRole('option', { name: 'Mono' }).click()
  await page.getByLabel('Zeitzone').fill('Mars')
  await page.getByText('Geben Sie den Namen einer Zeitzone ein').waitFor()
  await page.getByLabel('Name einer Seite').fill('S ${number')
  await page.getByText(/is not closed/u).waitFor()
  await look(page, 'new-archive-kinds-de-DE')
  await expectNothingSticksOut(page)

  // Pressed nevertheless, it leads to the first that is wrong, also where that is folded.
  await page.getByRole('button', { name: /^Wie es aussieht/u }).click()
  await summary.getByRole('button', { name: 'Jetzt archivieren' }).click()
  await page.getByLabel('Längste Seite').and(page.locator(':focus')).fill('800')
  await page.getByLabel('Zeitzone').fill('UTC')
  await page.getByLabel('Name einer Seite').fill('Seite ')
  await page.getByRole('button', { name: 'Einfügen …' }).click()
  await page.getByRole('menuitem', { name: 'Nummer' }).click()
  await page.getByText('Zum Beispiel: Seite 7').waitFor()

  await page.getByText('Ausgewählte Seiten').click()
  await page.getByRole('button', { name: 'Auswählen …' }).click()
  await page.getByRole('row', { name: 'Page 2', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Suchen' }).fill('Page 9')
  await page.getByRole('row', { name: 'Page 9', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Suchen' }).fill('Page 99')
  await page.getByRole('row', { name: 'Page 9', exact: true }).waitFor({ state: 'detached' })
  const everyFound = page.getByRole('columnheader').locator('label')
  await everyFound.click()
  // All with 99 in their number, and the two from before.
  await page.getByText('23 ausgewählt').waitFor()
  await everyFound.click()
  await page.getByRole('button', { name: '2 übernehmen' }).click()
  await summary.getByText('Seite 9').waitFor()

  await page.getByRole('button', { name: 'Vorlagen' }).click()
  await page.getByRole('menuitem', { name: 'Als Vorlage speichern …' }).click()
  await page.keyboard.type('Fakultät')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Ausgehen von' }).filter({ hasText: 'Fakultät' }).waitFor()

  await page.getByRole('button', { name: /^Dateien, Reihenfolge/u }).click()
  const plan = { name: 'Sitzplan.txt', mimeType: 'text/plain', buffer: Buffer.from('A1: Zuzanna') }
  await page.locator('input[type=file]').setInputFiles(plan)
  await page.getByRole('list', { name: 'Weitere Dateien' }).getByText('Sitzplan.txt').waitFor()
  await page.getByText('Vor anderen').click()
  await summary.getByRole('button', { name: 'Jetzt archivieren' }).click()
  await page.waitForURL((url) => url.hash.startsWith('#/tasks/'))
  const task = await newestTask(client)
  expect(task).toMatchObject({
    driverId: 'every-kind',
    priority: 'high',
    settings: {
      scope: { mode: 'some', ids: [2, 9] },
      comments: true,
      parts: ['Marks'],
      paper: 'Letter',
      font: 'Mono',
      shrink: true,
      pixels: 800,
      name: 'Seite ${number}',
    },
    settingsOrigin: { paper: { kind: 'preset', preset: 'Fakultät' }, scope: { kind: 'given' } },
  })
  expect((await client.tasks.listFiles({ taskId: task.id })).map(({ name }) => name)).toEqual(['Sitzplan.txt'])

  await page.evaluate(`location.hash = '#/settings/presets'`)
  const preset = page.getByRole('list', { name: 'Vorlagen von Jede Art' }).getByRole('listitem')
  await preset.getByText('Fakultät').waitFor()
  await look(page, 'presets-de-DE')
  await preset.getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Löschen …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
  await preset.getByText('Fakultät').waitFor({ state: 'detached' })
  expect(app.window.complaints).toEqual([])
})
