import type { CrashReport } from '../../../shared/crash-report.ts'

export interface DiagnosticsWords {
  readonly waiting: string
  readonly failed: string
  readonly facts: {
    readonly title: string
    readonly version: string
    readonly dataFolder: string
    readonly archiveFolder: string
    readonly runningSince: string
  }
  readonly crashes: {
    readonly title: string
    /** What they hold, and that they are sent to nobody. */
    readonly text: string
    readonly none: string
    readonly parts: Readonly<Record<CrashReport['part'], string>>
    readonly show: string
    readonly close: string
    readonly content: string
  }
  readonly collect: {
    readonly title: string
    readonly text: string
    readonly action: string
    readonly failed: string
    readonly fileName: string
  }
}
