import type { Page } from 'playwright-core'
import type { WalkWords } from './walk-words.ts'

/** The screens of the first run, in the order in which they are seen. */
export const screensOfWalk = [
  'welcome',
  'connect',
  'connect-mistyped',
  'courses',
  'course',
  'new-archive',
  'task-finished',
  'archive-not-verified',
  'report',
  'archive-intact',
] as const

export type ScreenOfWalk = (typeof screensOfWalk)[number]

export interface WalkOptions {
  readonly page: Page
  readonly words: WalkWords
  /** Called at each screen, once all of it is there. The page must be left as it was. */
  readonly onScreen?: (name: ScreenOfWalk) => Promise<void>
}

interface Step {
  readonly name: string
  readonly leadsTo?: ScreenOfWalk
  readonly take: (page: Page, words: WalkWords) => Promise<void>
}

/**
 * Goes as somebody does who has the app for the first time: from an empty profile by the sample course to an archive
 * that is verified as intact. It knows the page alone, whatever the app runs on.
 * @throws with the name of the step, if the app does not lead on.
 */
export async function walkFirstRun({ page, words, onScreen }: WalkOptions): Promise<void> {
  for (const { name, leadsTo, take } of steps) {
    await take(page, words).catch((cause: unknown) => {
      throw new Error(`The first run ends at the step “${name}”: ${String(cause)}`, { cause })
    })
    if (leadsTo) await onScreen?.(leadsTo)
  }
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

const steps: readonly Step[] = [
  {
    name: 'start the app',
    leadsTo: 'welcome',
    take: (page, { welcome }) => page.getByRole('heading', { name: welcome }).waitFor(),
  },
  {
    name: 'look at how a Moodle is connected',
    leadsTo: 'connect',
    async take(page, { connect, address }) {
      await page.getByRole('link', { name: connect }).click()
      await page.getByLabel(address).waitFor()
    },
  },
  {
    name: 'mistype its address',
    leadsTo: 'connect-mistyped',
    async take(page, { address, find, noAddress }) {
      await page.getByLabel(address).fill('my moodle')
      await press(page, find)
      await page.getByText(noAddress).waitFor()
    },
  },
  {
    name: 'try the sample course instead',
    leadsTo: 'courses',
    async take(page, { welcome, trySample, noneArchived }) {
      await page.getByRole('link', { name: welcome }).click()
      await press(page, trySample)
      await page.getByText(noneArchived).waitFor()
    },
  },
  {
    name: 'choose an activity',
    leadsTo: 'course',
    async take(page, { course, exam, chosen }) {
      await page.getByRole('link', { name: course }).click()
      await page.getByRole('row', { name: exam }).locator('label').click()
      await page.getByText(chosen).waitFor()
    },
  },
  {
    name: 'see what will be in its archive',
    leadsTo: 'new-archive',
    async take(page, { chooseSettings, contents, reports }) {
      await page.getByRole('link', { name: chooseSettings }).click()
      await page.getByRole('region', { name: contents }).getByText(reports).waitFor()
    },
  },
  {
    name: 'archive it',
    leadsTo: 'task-finished',
    async take(page, { archiveNow, showArchive }) {
      await press(page, archiveNow)
      await page.getByRole('link', { name: showArchive }).waitFor()
    },
  },
  {
    name: 'open the archive',
    leadsTo: 'archive-not-verified',
    async take(page, { showArchive, seal, notVerified }) {
      await page.getByRole('link', { name: showArchive }).click()
      await page.getByRole('region', { name: seal }).getByRole('heading', { name: notVerified }).waitFor()
      await firstStudent(page).waitFor()
    },
  },
  {
    name: "look at a student's report",
    leadsTo: 'report',
    async take(page) {
      await firstStudent(page).click()
      await page.getByRole('heading', { level: 3 }).waitFor()
      await page.locator('iframe').waitFor()
    },
  },
  {
    name: 'verify it',
    leadsTo: 'archive-intact',
    async take(page, { verify, seal, intact }) {
      await press(page, verify)
      await page.getByRole('region', { name: seal }).getByRole('heading', { name: intact, exact: true }).waitFor()
    },
  },
]

/** The row below the heads of the columns. */
const firstStudent = (page: Page) => page.getByRole('row').nth(1)
