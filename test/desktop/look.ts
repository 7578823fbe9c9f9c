import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Set it to a folder to look at the pictures. */
const pictures = process.env['MUNIMENT_SCREENSHOTS']
const sizes = [
  { width: 480, height: 720 },
  { width: 1_120, height: 760 },
  { width: 1_680, height: 1_000 },
] as const
const themes = ['light', 'dark'] as const
const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * Looks at a screen in every size and theme: nothing may stick out, text must be legible, and whoever uses a keyboard or
 * a screen reader must find everything. Keeps pictures if asked to.
 */
export async function look(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await mkdir(pictures, { recursive: true })
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
    expect(await findBarriers(page), `${name} in ${colorScheme}`).toEqual([])
  }
  await page.setViewportSize(sizes[1])
}

/** What axe finds against WCAG 2.2 AA and good practice. */
async function findBarriers(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await axe)
  // What the kit said of a button that is gone lies in its live region for some seconds, and is said no more.
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ exclude: ['[data-live-announcer]'] }, { resultTypes: ["violations"] })`,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}
