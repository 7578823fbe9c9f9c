import type { DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { notebookConformance } from './notebook-conformance.ts'

/** The themes, of those asked, that a driver of notebooks fails. A kit that itself breaks throws. */
export async function failedThemes(
  createDriver: DriverConformanceOptions['createDriver'],
  asked: readonly ConformanceTheme[],
): Promise<readonly string[]> {
  const failed: string[] = []
  for (const theme of asked) {
    try {
      await theme.check({ ...notebookConformance, createDriver, effort: 'quick' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_ASSERTION')) throw error
      failed.push(theme.name)
    }
  }
  return failed
}
