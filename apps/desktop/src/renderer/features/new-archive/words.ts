import type { TaskPriority } from '@muniment/sdk'
import type { RoundedTime } from '../../language/rounded-time.ts'
import type { PickKind } from './pickables.ts'

export interface NewArchiveWords {
  readonly title: (activityName: string) => string
  readonly loading: string
  readonly failed: string
  readonly archiver: string
  readonly active: { readonly title: string; readonly text: string; readonly show: string }
  readonly settingsLabel: string
  readonly summary: {
    readonly title: string
    readonly counting: string
    /** `count` is how many, `isAll` whether these are all. */
    readonly items: (count: string, isOne: boolean, isAll: boolean) => string
    readonly nothing: string
    readonly notCounted: string
    readonly archiveName: string
    readonly examples: string
    /** `count` is null if it is not known. */
    readonly andMore: (count: string | null) => string
    readonly size: string
    readonly time: string
    readonly notKnown: string
    readonly notKnownWhy: string
    readonly about: (amount: string) => string
    readonly takes: (time: RoundedTime) => string
    /** Where only what has changed is read. */
    readonly atMost: (amount: string) => string
    readonly basedOn: (items: string, isOne: boolean) => string
    readonly faulty: string
    readonly failed: string
    readonly start: string
    readonly startFailed: string
    readonly nothingStarted: string
    readonly perhapsStarted: string
  }
  readonly group: {
    readonly asUsual: string
    readonly changed: (count: string, isOne: boolean) => string
    readonly faulty: string
    readonly reset: string
  }
  readonly fixed: string
  readonly fault: {
    readonly number: (minimum: string, maximum: string) => string
    readonly length: (maximum: string) => string
    readonly timeZone: string
    readonly choices: (minimum: string, isOne: boolean) => string
    readonly picks: string
  }
  readonly onlyWith: (names: readonly string[]) => string
  readonly range: (minimum: string, maximum: string, unit: string) => string
  readonly naming: {
    readonly example: (name: string) => string
    readonly insert: string
    readonly noFolder: string
  }
  readonly pick: {
    readonly choose: Readonly<Record<PickKind, string>>
    readonly chosen: (count: string, isOne: boolean) => string
    readonly title: Readonly<Record<PickKind, string>>
    readonly search: string
    readonly loading: (count: string) => string
    readonly failed: string
    readonly none: string
    readonly noneFound: string
    readonly name: string
    readonly detail: string
    readonly take: (count: string) => string
  }
  readonly preset: {
    readonly label: string
    readonly none: string
    readonly unusable: string
    readonly usual: (name: string) => string
    readonly more: string
    readonly save: string
    readonly replace: (name: string) => string
    readonly rename: string
    readonly makeUsual: string
    readonly makeNoUsual: string
    readonly name: string
    readonly nameHelp: string
    readonly saveTitle: string
    readonly saveAction: string
    readonly renameTitle: string
    readonly renameAction: string
    readonly failed: string
  }
  readonly further: {
    readonly title: string
    readonly files: string
    readonly filesHelp: string
    readonly addFiles: string
    readonly removeFile: (name: string) => string
    readonly filesSummary: (count: string, isOne: boolean) => string
    readonly priority: string
    readonly priorities: Readonly<Record<TaskPriority, string>>
    readonly reuse: string
    readonly reuseHelp: (date: string) => string
  }
}
