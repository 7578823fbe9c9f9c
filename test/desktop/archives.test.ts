import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ArchiveRecord, MunimentClient } from '@muniment/sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { archiveAddress } from '../../apps/desktop/src/shared/archive-address.ts'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import type { RunningApp } from './electron-stand-in/start-app.ts'
import { look } from './look.ts'
import { findSampleQuiz } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

const system = { locale: 'en-GB', timezoneId: 'Europe/Berlin' }
const running = new AsyncDisposableStack()
let browser: Browser
let userData = ''
let app: RunningApp
let client: MunimentClient
let page: Page
let archive: ArchiveRecord

beforeAll(async () => {
  browser = running.adopt(await openChromium(), (opened) => opened.close())
  userData = running.use(await temporaryFolder()).path
  app = running.use(await startDesktop({ browser, userData, system }))
  page = app.window.page
  client = connectToEngineOf(app.electron)
  await using moodle = await startSampleMoodle()
  const activity = await findSampleQuiz(client, moodle)
  const settings = { htmlCopy: true }
  ;({ archive } = await client.archiveActivity({ driverId: 'quiz', activity, settings }))
  await vi.waitFor(async () => expect((await client.archives.search()).notListed).toBe(0), { interval: 20 })
})
afterAll(() => running.disposeAsync())

beforeEach(() => {
  app.window.complaints.length = 0
})

const seal = () => page.getByRole('region', { name: 'Seal' })
const rowOf = (name: string) => page.getByRole('row').filter({ hasText: name })

test('an exam is found by a student, whatever the spelling, and opened by its row', async () => {
  await page.getByRole('link', { name: 'Archives' }).click()
  const list = page.getByRole('list', { name: 'Archives' })
  await list.getByText('Not verified yet').waitFor()
  const search = page.getByRole('searchbox', { name: /Search students/u })
  await search.fill('lekawska-zadlo')
  await list.getByText(/^Found: .*Łękawska-Żądło \(AST-\d+\)/u).waitFor()
  await look(page, 'archives-en-GB')
  await search.fill('nobody of this name')
  await page.getByRole('heading', { name: 'No archive has “nobody of this name”' }).waitFor()
  await search.press('Escape')
  await list.getByRole('link', { name: 'Stars & Planets: final quiz' }).click()
  await page
    .getByRole('heading', { level: 1 })
    .getByText(/final quiz/u)
    .waitFor()
  expect(app.window.complaints).toEqual([])
})

test('an archive never looks intact before it was verified, and says so in a sentence afterwards', async () => {
  await seal().getByRole('heading', { name: 'Not verified yet' }).waitFor()
  expect(await seal().getByText('Intact').count()).toBe(0)
  await page.getByRole('button', { name: 'Verify now' }).click()
  await seal().getByRole('heading', { name: 'Intact' }).waitFor()
  await seal()
    .getByText(/byte for byte as it was sealed/u)
    .waitFor()
  await seal()
    .getByText(/No time-stamping authority has certified/u)
    .waitFor()
  await page.getByText('Sample Observatory Moodle', { exact: false }).first().waitFor()
  await look(page, 'archive-en-GB')
  expect(app.window.complaints).toEqual([])
})

test('students are searched and sorted, and a report is shown beside them, in an origin of its own', async () => {
  await page.getByRole('searchbox', { name: /Search names/u }).fill('KIM ast-1010')
  await rowOf('Alex Kim').waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await page.getByRole('searchbox', { name: /Search names/u }).fill('')
  await rowOf('Łękawska').waitFor()
  await page.getByRole('columnheader', { name: 'Grade' }).click()
  await expect.poll(() => page.getByRole('row').nth(1).innerText()).toContain('Priya')
  // Rows move while they are put in order: a click that meets none is done again, as people do.
  await vi.waitFor(
    async () => {
      await rowOf('Łękawska').click({ timeout: 3_000 })
      await page.getByRole('heading', { level: 3, name: /Łękawska/u }).waitFor({ timeout: 3_000 })
    },
    { timeout: 30_000 },
  )
  const frame = page.locator('iframe')
  await frame.waitFor()
  expect(await frame.getAttribute('src')).toContain(`https://${archive.id}.muniment-archive.test/data/`)
  expect(new URL((await frame.getAttribute('src')) ?? '').origin).not.toBe(new URL(page.url()).origin)
  await look(page, 'archive-report-en-GB')
  expect(app.window.complaints).toEqual([])
})

test('a copy for browsers is shown without scripts and without an origin', async () => {
  await page.getByRole('button', { name: /^Show .*\.html$/u }).click()
  const shown = page.locator('iframe[sandbox]')
  await shown.waitFor()
  expect(await shown.getAttribute('sandbox')).toBe('')
  await shown.contentFrame().getByRole('heading').first().waitFor()
  // Whatever a report would hold, nothing in it could run, load, or be told from which page it comes.
  const policy = (await app.electron.protocol.request(archiveAddress(archive.id, await pathOf('.html')))).headers
  expect(policy.get('content-security-policy')).toMatch(
    /^default-src 'none'; .*frame-ancestors muniment-app:\/\/app; sandbox;/u,
  )
  expect(policy.get('content-security-policy')).not.toMatch(/script-src|https?:|allow-/u)
  expect(app.window.complaints).toEqual([])
})

/** Path of the first file with this ending of whoever was opened last. */
async function pathOf(ending: string): Promise<string> {
  const { entries } = await client.archives.listEntries({ archiveId: archive.id, search: 'lekawska' })
  const { files } = await client.archives.getEntry({ archiveId: archive.id, ordinal: entries[0]?.ordinal ?? -1 })
  return files.find(({ path }) => path.endsWith(ending))?.path ?? expect.unreachable(ending)
}

test('files of archives are shown only if they can do nothing, and nothing but them', async () => {
  const { protocol } = app.electron
  const statusOf = async (address: string, method?: string) => (await protocol.request(address, method)).status
  const pdf = archiveAddress(archive.id, await pathOf('.pdf'))
  const answer = await protocol.request(pdf)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /u)
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect(await statusOf(pdf, 'POST')).toBe(404)
  expect(await statusOf(archiveAddress(archive.id, await pathOf('.json.gz'))), 'what it cannot show').toBe(415)
  expect(await statusOf(archiveAddress('00000000-0000-7000-8000-000000000000', 'bagit.txt'))).toBe(404)
  for (const path of ['..%2f..%2fmuniment.db', 'data/%2e%2e/%2e%2e/muniment.db', '%2Fetc/passwd', '%ff'])
    expect(await statusOf(`muniment-archive://${archive.id}/${path}`), path).toBe(404)
})

test('an archive is shown in its folder, and copied to where the user wants it', async () => {
  const { dialog, shell } = app.electron
  await page.getByRole('button', { name: 'Show in folder' }).click()
  await expect.poll(() => shell.shown).toEqual([archive.path])
  await page.getByRole('button', { name: /^Save a copy/u }).click()
  await expect.poll(() => dialog.suggested).toHaveLength(1)
  const folder = join(userData, 'stick')
  await mkdir(folder)
  dialog.choices.push(folder)
  await page.getByRole('button', { name: /^Save a copy/u }).click()
  await page.getByText(/the copy is as it was sealed/u).waitFor()
  expect(await readdir(folder)).toEqual([basename(archive.path)])
  const note = join(userData, 'note.txt')
  dialog.choices.push(note)
  await page.getByRole('button', { name: 'Save observing-notes.txt' }).click()
  await expect.poll(() => readFile(note, 'utf8').catch(() => '')).not.toBe('')
  expect(dialog.suggested.at(-1)).toBe('observing-notes.txt')
  expect(await readdir(userData)).not.toContain('note.txt.part')
})

test('the main process answers its own page only, and names no file that the library does not know', async () => {
  const { ipcMain, shell } = app.electron
  const { webContents } = app.window
  const ours = { sender: webContents, senderFrame: { url: 'muniment-app://app/index.html', parent: null } }
  const reveal = (event: object, asked: unknown) => ipcMain.invoke('muniment:reveal-archive', event, [asked])
  const shown = shell.shown.length
  for (const asked of [undefined, {}, { archiveId: '../x' }, { archiveId: 7 }, 'x'])
    await expect(reveal(ours, asked)).rejects.toThrow('was refused')
  for (const senderFrame of [null, { ...ours.senderFrame, parent: {} }, { url: 'https://evil.example/', parent: null }])
    await expect(reveal({ ...ours, senderFrame }, { archiveId: archive.id })).rejects.toThrow('was refused')
  expect(await reveal(ours, { archiveId: 'unknown' })).toBe(false)
  expect(shell.shown).toHaveLength(shown)
  expect(ipcMain.handled).toEqual([
    'muniment:await-hand-overs',
    'muniment:decide-about-key',
    'muniment:export-archive',
    'muniment:list-crash-reports',
    'muniment:open-sign-in',
    'muniment:reveal-archive',
    'muniment:save-archive-file',
    'muniment:speak-language',
  ])
})

test('what is wrong with an archive is said exactly, in German too', async () => {
  const bytes = await readFile(archive.path)
  const damaged = Buffer.from(bytes)
  const at = damaged.indexOf('data/items.csv') + 60
  damaged[at] = (damaged[at] ?? 0) ^ 1
  await writeFile(archive.path, damaged)
  await page.getByRole('button', { name: 'Verify now' }).click()
  await seal().getByRole('heading', { name: 'Not as it was sealed' }).waitFor()
  await seal().getByText('data/items.csv').first().waitFor()
  expect(await seal().getByText('Intact', { exact: true }).count()).toBe(0)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Deutsch' }).click({ force: true })
  await page.getByRole('link', { name: 'Archive', exact: true }).click()
  await page.getByText(/^Nicht wie versiegelt/u).waitFor()
  await page.getByRole('searchbox').fill('kim 12.10.2026')
  await page.getByText(/^Gefunden: Alex Kim/u).waitFor()
  await look(page, 'archives-de-DE')
  await page.getByRole('link', { name: /final quiz/u }).click()
  await page.getByRole('region', { name: 'Siegel' }).getByRole('heading', { name: 'Nicht wie versiegelt' }).waitFor()
  await look(page, 'archive-damaged-de-DE')
  await writeFile(archive.path, bytes)
  await page.getByRole('button', { name: 'Jetzt prüfen' }).click()
  await page.getByRole('region', { name: 'Siegel' }).getByRole('heading', { name: 'Unversehrt' }).waitFor()
  await page.getByRole('row').filter({ hasText: 'Łękawska' }).click()
  await page.getByRole('heading', { level: 3, name: /Łękawska/u }).waitFor()
  await look(page, 'archive-report-de-DE')
  expect(app.window.complaints).toEqual([])
})

test('an archive is deleted only for a reason and under its name, and that it was there is kept', async () => {
  await page.getByRole('button', { name: 'Weitere Aktionen' }).click()
  await page.getByRole('menuitem', { name: /Löschen/u }).click()
  const dialog = page.getByRole('dialog')
  const remove = dialog.getByRole('button', { name: 'Endgültig löschen' })
  expect(await remove.isDisabled()).toBe(true)
  await dialog.getByLabel(/Geben Sie zur Bestätigung den Namen ein/u).fill(archive.fileName)
  await remove.click()
  await dialog.getByText('Geben Sie an, warum gelöscht wird.').waitFor()
  await look(page, 'archive-delete-de-DE')
  await dialog.getByLabel(/^Grund/u).fill('Aufbewahrungsfrist abgelaufen')
  await remove.click()
  await page.getByRole('heading', { name: 'Das Archiv wurde gelöscht' }).waitFor()
  await look(page, 'archive-deleted-de-DE')
  await expect(stat(archive.path)).rejects.toMatchObject({ code: 'ENOENT' })
  expect((await client.archives.listRemovals()).entries).toMatchObject([
    { archiveId: archive.id, reason: 'Aufbewahrungsfrist abgelaufen', removedBy: 'desktop app' },
  ])
  await page.getByRole('main').getByRole('link', { name: 'Archive' }).click()
  await page.getByRole('heading', { name: 'Noch gibt es keine Archive' }).waitFor()
  await look(page, 'archives-empty-de-DE')
  expect(app.window.complaints).toEqual([])
})
