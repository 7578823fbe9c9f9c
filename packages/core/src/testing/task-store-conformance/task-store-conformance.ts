import type { ConformanceTest } from '../driver-conformance/conformance-options.ts'
import type { TaskStoreConformanceOptions } from './task-store-options.ts'
import { taskStoreThemes } from './task-store-themes.ts'

/**
 * Asks a task store what {@link TaskStore} promises: registers one test a theme, each with fresh data.
 *
 * @param test the caller's way to register a test; nothing else of a test runner is used
 */
export function taskStoreConformance(test: ConformanceTest, { name, openSite }: TaskStoreConformanceOptions): void {
  for (const theme of taskStoreThemes) {
    test(`${name} · ${theme.name}: ${theme.sentence}`, async () => {
      await using site = await openSite()
      await theme.check(site)
    })
  }
}
