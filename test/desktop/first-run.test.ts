import type { MunimentClient } from '@muniment/sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'
import { signInByBrowser } from '../support/sign-in-by-browser.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import { look } from './look.ts'
import { findSampleQuiz, startTask } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'
import { screensOfWalk, walkFirstRun, type ScreenOfWalk } from './walk-first-run.ts'
import { englishWalk, germanWalk } from './walk-words.ts'

/** Each of these goes a long way through the app; on a busy machine that takes its time. */
vi.setConfig({ testTimeout: 150_000 })

let browser: Browser

beforeAll(async () => {
  browser = await openChromium()
})

afterAll(() => browser.close())

/** What the sections of the settings say. */
const settingsWords = [
  {
    locale: 'en-GB',
    sites: {
      check: 'Check the sign-in to Sample Observatory Moodle',
      works: 'The sign-in works',
      forget: 'Forget Sample site',
      confirm: 'Forget',
      refused: 'There are tasks of this site',
      cancel: 'Cancel',
    },
    storage: {
      check: 'Check all',
      whole: /^All \d+ working copies, .* are as they were written/u,
      clean: 'Clean up',
      nothing: 'There was nothing to clean up.',
      removals: 'Deleted archives',
      reason: 'Reason: Only a trial.',
      removed: /^Deleted .*2\d{3}.* in the app$/u,
    },
  },
  {
    locale: 'de-DE',
    sites: {
      check: 'Anmeldung prüfen bei Sample Observatory Moodle',
      works: 'Die Anmeldung gilt',
      forget: 'Beispielseite vergessen',
      confirm: 'Vergessen',
      refused: 'Zu dieser Seite gibt es Aufträge',
      cancel: 'Abbrechen',
    },
    storage: {
      check: 'Alle prüfen',
      whole: /^Alle \d+ Arbeitskopien, .* sind, wie sie geschrieben wurden/u,
      clean: 'Aufräumen',
      nothing: 'Es gab nichts aufzuräumen.',
      removals: 'Gelöschte Archive',
      reason: 'Grund: Only a trial.',
      removed: /^Gelöscht .*2\d{3}.* in der App$/u,
    },
  },
] as const

type SettingsWords = (typeof settingsWords)[number]

/** Tests of their own look at the others, in both languages. */
const lookedAt: ReadonlySet<ScreenOfWalk> = new Set(['welcome', 'connect-mistyped', 'courses', 'course'])

describe.each([englishWalk, germanWalk])('in $locale', (words) => {
  test('from an empty profile by the sample course to archives that are whole', async () => {
    const { locale } = words
    await using folder = await temporaryFolder()
    const system = { locale, timezoneId: 'Europe/Berlin' }
    await using app = await startDesktop({ browser, userData: folder.path, system, at: 'its beginning' })
    const { page } = app.window
    const seen: ScreenOfWalk[] = []
    await walkFirstRun({
      page,
      words,
      async onScreen(name) {
        seen.push(name)
        if (lookedAt.has(name)) await look(page, `${name}-${locale}`)
      },
    })
    expect(seen).toEqual(screensOfWalk)
    const client = connectToEngineOf(app.electron)
    const [verified] = (await client.archives.list()).entries
    expect(verified).toMatchObject({ complete: true, lastVerdict: 'intact' })

    await page.getByRole('link', { name: words.courses }).first().click()
    await page.getByText(words.oneArchived).waitFor()
    await page.getByRole('button', { name: words.archiveChanged, exact: true }).first().click()
    await page.getByRole('dialog').getByRole('button').last().click()
    await page.getByText(words.allArchived).waitFor()
    await look(page, `courses-archived-${locale}`)
    await page.getByRole('link', { name: words.course }).click()
    await page.getByRole('row', { name: words.exam }).waitFor()
    await look(page, `course-archived-${locale}`)

    const archives = await client.archives.list()
    expect(archives.entries.map(({ complete }) => complete)).toEqual([true, true])
    for (const { id: archiveId } of archives.entries) {
      expect(await client.archives.verify({ archiveId })).toMatchObject({ verdict: 'intact' })
    }
    const said = settingsWords.find((one) => one.locale === locale) ?? settingsWords[0]
    await seeSites(page, client, said)
    await seeStorage(page, client, said)
    expect(app.window.complaints).toEqual([])
  })
})

/** A site whose sign-in works, and the sample, which is kept with its tasks. */
async function seeSites(page: Page, client: MunimentClient, { locale, sites }: SettingsWords): Promise<void> {
  await using moodle = await startSampleMoodle()
  await client.sources.connectMoodle({ address: moodle.url, credentials: { kind: 'token', token: moodle.token } })
  await page.evaluate(() => void (location.hash = '#/settings/sites'))
  await page.getByRole('button', { name: sites.check }).click()
  await page.getByText(sites.works).waitFor()
  await look(page, `sites-${locale}`)
  await page.getByRole('button', { name: sites.forget }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: sites.confirm, exact: true }).click()
  await dialog.getByText(sites.refused).waitFor()
  await look(page, `sites-refused-${locale}`)
  await dialog.getByRole('button', { name: sites.cancel }).click()
}

/** What is kept is whole, and an archive that was deleted is remembered. */
async function seeStorage(page: Page, client: MunimentClient, { locale, storage }: SettingsWords): Promise<void> {
  const { entries } = await client.archives.list()
  await client.archives.remove({ archiveId: entries[0]?.id ?? '', reason: 'Only a trial.' })
  await page.evaluate(() => void (location.hash = '#/settings/storage'))
  const removals = page.getByRole('list', { name: storage.removals })
  await removals.getByText(storage.reason).waitFor()
  await removals.getByText(storage.removed).waitFor()
  await page.getByRole('button', { name: storage.check }).click()
  await page.getByText(storage.whole).waitFor()
  await page.getByRole('button', { name: storage.clean }).click()
  await page.getByText(storage.nothing).waitFor()
  await look(page, `storage-${locale}`)
}

async function findSite(page: Page, address: string): Promise<void> {
  await page.getByLabel('Address of your Moodle').fill(address)
  await page.getByRole('button', { name: 'Find site' }).click()
}

test('a wrong password is told at the field, a right one leads to the courses', async () => {
  await using moodle = await startSampleMoodle({ logo: true })
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path, at: '#/connect' })
  const { page } = app.window
  await findSite(page, `${moodle.url}/course/view.php?id=7`)
  await page.getByRole('heading', { name: 'Sample Observatory Moodle' }).waitFor()
  await page.getByText('not encrypted').waitFor()
  // Its logo was painted.
  const widthOfPicture = () => page.locator('canvas').evaluate((canvas) => Number(canvas.getAttribute('width')))
  await expect.poll(widthOfPicture).toBe(40)
  await page.getByLabel('User name', { exact: true }).fill(moodle.username)
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('does not accept this user name and password').waitFor()
  await look(page, 'connect-wrong-password')
  await page.getByLabel('Password', { exact: true }).fill(moodle.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Astronomy for Everyone' }).waitFor()
  expect(page.url()).toContain('#/courses')
  expect(app.window.complaints).toEqual([])
})

test('a task that waits for a sign-in says so on every screen, and goes on after it', async () => {
  let tokenHolds = false
  const gone = { exception: 'moodle_exception', errorcode: 'invalidtoken', message: 'Invalid token' }
  await using moodle = await startSampleMoodle({
    alterAnswer: (name, answer) => (tokenHolds || name !== 'mod_quiz_get_attempt_review' ? answer : gone),
  })
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path, at: '#/settings' })
  const { page } = app.window
  const client = connectToEngineOf(app.electron)
  const activity = await findSampleQuiz(client, moodle)
  const { id: taskId } = await startTask(client, activity)
  await page.getByText(`“${activity.activityName}” waits for you`).waitFor()
  await look(page, 'sign-in-reminder')
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.getByRole('radio', { name: /With a token/u }).click({ force: true })
  await page.getByLabel('Token', { exact: true }).fill(moodle.token)
  tokenHolds = true
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Astronomy for Everyone' }).waitFor()
  expect((await client.sources.list()).entries).toMatchObject([{ id: activity.sourceId }])
  await page.getByText('1 of 10 activities archived').waitFor()
  expect(await client.tasks.getStatus({ taskId })).toMatchObject({ state: 'finished' })
  expect(await page.getByText('waits for you').count()).toBe(0)
})

test.skipIf(!hasSharedRecordings)(`signing in by browser (skipped where ${whySkipped})`, async () => {
  await using moodle = await startSharedStandIn({ sso: true, privateToken: true })
  await using folder = await temporaryFolder()
  await using app = await startDesktop({ browser, userData: folder.path, at: '#/connect' })
  const { page } = app.window
  await findSite(page, moodle.url)
  await page.getByRole('button', { name: 'Sign in in the browser' }).click()
  await page.getByRole('heading', { name: 'Go on in your browser' }).waitFor()
  await look(page, 'connect-browser')
  expect(app.electron.shell.openedExternally).toHaveLength(1)
  const handOver = await signInByBrowser(app.electron.shell.openedExternally[0] ?? '', moodle)
  // Somebody else's comes first: it changes nothing but that it is told.
  const foreign = `muniment://token=${Buffer.from(`${'0'.repeat(32)}:::${'a'.repeat(32)}`).toString('base64')}`
  app.electron.app.emit('open-url', { preventDefault: () => undefined }, foreign)
  await page.getByText('was not begun here').waitFor()
  app.electron.app.emit('second-instance', {}, ['/opt/muniment', handOver])
  const courses = page.getByRole('list', { name: /^Courses of/u })
  await courses.waitFor()

  // And on to an archive of that site which is verified.
  const said = englishWalk
  await courses.getByRole('link', { name: /^History 101/u }).click()
  await page.getByRole('searchbox', { name: 'Search activities' }).fill('excursion')
  await page.getByRole('row', { name: 'Excursion date' }).locator('label').click()
  await page.getByRole('link', { name: said.chooseSettings }).click()
  await page.getByRole('button', { name: said.archiveNow, exact: true }).click()
  await page.getByRole('link', { name: said.showArchive }).click()
  await page.getByRole('button', { name: said.verify, exact: true }).click()
  const seal = page.getByRole('region', { name: said.seal })
  await seal.getByRole('heading', { name: said.intact, exact: true }).waitFor()
  expect(app.window.complaints).toEqual([])
})

test('without a keystore the user is asked once; with a locked one, nothing is lost', async () => {
  await using folder = await temporaryFolder()
  const start = (keystore: 'open' | 'locked' | 'missing') =>
    startDesktop({ browser, userData: folder.path, at: 'its beginning', keystore })
  {
    await using app = await start('missing')
    const { page } = app.window
    await page.getByRole('heading', { name: 'This computer has no keystore' }).waitFor()
    await look(page, 'keystore-missing')
    await page.getByRole('button', { name: 'Keep it in a file' }).click()
    await page.getByRole('button', { name: 'Try the sample' }).click()
    await page.getByText('0 of 2 activities archived.').waitFor()
  }
  {
    // There is a keystore now: the key moves there, and nobody is asked.
    await using app = await start('open')
    const { page } = app.window
    await page.getByText('0 of 2 activities archived.').waitFor()
  }
  await using app = await start('locked')
  const { page } = app.window
  await page.getByRole('heading', { name: 'The keystore does not open your key' }).waitFor()
  app.electron.safeStorage.state = 'open'
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('0 of 2 activities archived.').waitFor()
})
