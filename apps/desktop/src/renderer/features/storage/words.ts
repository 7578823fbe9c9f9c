import type { ArtifactCheckReport, CleaningReport } from '@muniment/sdk'
import type { UpkeepWork } from './upkeep-store.ts'

/** How numbers and sizes are written. */
export interface Written {
  readonly number: (value: number) => string
  readonly size: (bytes: number) => string
}

export interface StorageWords {
  readonly places: {
    readonly title: string
    readonly waiting: string
    readonly failed: string
    readonly library: string
    readonly libraryHelp: string
    readonly archives: string
    readonly archivesHelp: string
  }
  readonly upkeep: {
    readonly title: string
    /** What the kept contents are. */
    readonly text: string
    readonly checkText: string
    readonly cleanText: string
    readonly check: string
    readonly clean: string
    readonly stop: string
    readonly running: Readonly<Record<UpkeepWork, string>>
    readonly failed: Readonly<Record<UpkeepWork, string>>
    /** By the code of the error; null where the engine's own words say it. */
    readonly problem: (code: string) => string | null
    readonly whole: (report: ArtifactCheckReport, written: Written) => string
    readonly damaged: {
      readonly title: (count: number, written: string) => string
      /** How many of those that are listed are needed by something. */
      readonly text: (needed: 'none' | 'one' | 'some' | 'all', written: string) => string
      readonly kinds: Readonly<Record<ArtifactCheckReport['damages'][number]['kind'], string>>
      readonly needed: string
      readonly notNeeded: string
      readonly show: string
      readonly more: (written: string) => string
      readonly listLabel: string
    }
    readonly cleaned: (report: CleaningReport, written: Written) => string
  }
  readonly removals: {
    readonly title: string
    readonly text: string
    readonly waiting: string
    readonly failed: string
    readonly none: string
    /** Nobody is named where it was done in the app. */
    readonly who: (at: string, by: string | null) => string
    readonly what: (items: number, written: string, size: string, sealedAt: string) => string
    readonly why: string
    readonly fileThere: string
    readonly showMore: string
  }
}
