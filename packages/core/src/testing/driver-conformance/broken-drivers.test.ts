import { expect, test } from 'vitest'
import type { ConformanceTheme } from './conformance-theme.ts'
import { conformanceThemes } from './driver-conformance.ts'
import { brokenDrivers } from './reference/broken-drivers.ts'
import { notebookConformance } from './reference/notebook-conformance.ts'

test('there is one wrong driver for each theme', () => {
  expect(brokenDrivers.map(({ theme }) => theme)).toEqual(conformanceThemes.map(({ name }) => name))
})

test.each(brokenDrivers)(
  'a driver that $fault fails the theme “$theme” and no other',
  async ({ theme, createDriver }) => {
    const failed: string[] = []
    const options = { ...notebookConformance, createDriver, effort: 'quick' } as const
    for (const asked of conformanceThemes) if (!(await passes(asked, options))) failed.push(asked.name)
    expect(failed).toEqual([theme])
  },
  240_000,
)

async function passes(theme: ConformanceTheme, options: Parameters<ConformanceTheme['check']>[0]): Promise<boolean> {
  try {
    await theme.check(options)
    return true
  } catch (error) {
    // A kit that breaks has found nothing.
    expect(error).toMatchObject({ code: 'ERR_ASSERTION' })
    return false
  }
}
