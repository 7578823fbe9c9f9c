import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { smallDriver, writeDriverPackage } from '@muniment/core/testing'
import type { MunimentClient } from '@muniment/sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openChromium } from './electron-stand-in/chromium.ts'
import { deletedOnSite, findSampleQuiz, startTask } from './sample-quiz.ts'
import { connectToEngineOf, startDesktop, temporaryFolder } from './start-desktop.ts'

/** Set it to a folder to look at the pictures. */
const pictures = process.env['MUNIMENT_SCREENSHOTS']
const sizes = [
  { width: 480, height: 720 },
  { width: 1_120, height: 760 },
  { width: 1_680, height: 1_000 },
] as const
const themes = ['light', 'dark'] as const
const languages = [
  {
    locale: 'en-GB',
    empty: 'Nothing has been archived yet',
    archivers: { title: 'Archivers', quiz: 'Quiz', builtIn: 'comes with Muniment', problems: 'These cannot be used' },
    states: ['Archiving', 'Waiting', 'Failed', 'Stopped', 'Finished'],
  },
  {
    locale: 'de-DE',
    empty: 'Noch ist nichts archiviert',
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
  if (pictures !== undefined) await mkdir(pictures, { recursive: true })
})

afterAll(() => running.disposeAsync())

describe.each(languages)('in $locale', ({ locale, empty, archivers, states }) => {
  const system = { locale, timezoneId: 'Europe/Berlin' }

  test('the first screen fits every window, in both themes', async () => {
    await using folder = await temporaryFolder()
    await using app = await startDesktop({ browser, userData: folder.path, system })
    const { page } = app.window
    await page.getByRole('heading', { name: empty }).waitFor()
    await look(page, `empty-${locale}`)
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    // The keyboard reaches the content first, and shows where it is.
    await page.locator('body').press('Tab')
    const focused = page.locator(':focus')
    expect(await focused.getAttribute('href')).toBe('#content')
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid')
    expect(app.window.complaints).toEqual([])
  })

  test('archivers, those from elsewhere and those that cannot be used, fit every window, in both themes', async () => {
    await using folder = await temporaryFolder()
    const drivers = join(folder.path, 'library', 'drivers')
    await writeDriverPackage(drivers, { name: '@university/small', source: smallDriver('small') })
    await writeDriverPackage(drivers, { name: 'broken', source: 'export const drivers = [' })
    await using app = await startDesktop({ browser, userData: folder.path, system })
    const { page } = app.window
    await page.getByRole('link', { name: archivers.title }).click()
    await page.getByRole('heading', { name: archivers.title, level: 1 }).waitFor()
    const rows = page.getByRole('list', { name: archivers.title }).getByRole('listitem')
    await rows.filter({ hasText: archivers.quiz }).getByText(archivers.builtIn).first().waitFor()
    await rows.filter({ hasText: 'Small' }).getByText('@university/small 1.2.3').waitFor()
    await page.getByRole('heading', { name: archivers.problems }).waitFor()
    await page.getByText(/The package broken 1\.2\.3 in .* cannot be used as it is\. .*SyntaxError/u).waitFor()
    await page.getByText(`npm install --prefix "${drivers}"`).waitFor()
    await look(page, `archivers-${locale}`)
    expect(app.window.complaints).toEqual([])
    await page.getByRole('link', { name: archivers.title }).focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: empty }).waitFor()
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

/** Looks at a screen in every size and theme: nothing may stick out, and text must be legible. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    for (const size of sizes) {
      await page.setViewportSize(size)
      expect(
        await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
        `${name} at ${size.width}`,
      ).toBe(true)
      if (pictures === undefined) continue
      await page.screenshot({ path: join(pictures, `${name}-${colorScheme}-${size.width}.png`) })
    }
    expect(await faintTexts(page), `${name} in ${colorScheme}`).toEqual([])
  }
}

/** Texts whose contrast is less than 4.5 (WCAG 2.2, success criterion 1.4.3). */
function faintTexts(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const numbers = (colour: string): readonly number[] => (colour.match(/[\d.]+/gu) ?? []).map(Number)
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = numbers(colour).map((part) => {
        const share = part / 255
        return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const groundOf = (element: Element | null): string => {
      if (!element) return 'rgb(255, 255, 255)'
      const { backgroundColor } = getComputedStyle(element)
      return numbers(backgroundColor)[3] === 0 ? groundOf(element.parentElement) : backgroundColor
    }
    const faint: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement
      const text = texts.currentNode.textContent?.trim() ?? ''
      if (!element || text === '') continue
      const [high, low] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))].toSorted(
        (a, b) => b - a,
      )
      const contrast = ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
      if (contrast < 4.5) faint.push(`${text}: ${contrast.toFixed(2)}`)
    }
    return faint
  })
}

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
