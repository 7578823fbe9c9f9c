import type { ArchiveVerification } from '@muniment/sdk'

type Finding = ArchiveVerification['findings'][number]

export interface ArchiveWords {
  readonly title: string
  readonly loading: string
  readonly failed: string
  readonly summary: (sealed: string, entries: string, size: string) => string
  readonly seal: {
    readonly label: string
    readonly intact: string
    readonly intactText: (at: string) => string
    readonly unverified: string
    readonly unverifiedText: (sealed: string) => string
    readonly damaged: string
    readonly damagedText: (at: string) => string
    readonly damagedAdvice: string
    readonly notFullyChecked: string
    readonly notFullyCheckedText: (at: string) => string
    readonly verifying: string
    readonly certified: (authority: string, at: string) => string
    readonly notCertified: string
    readonly notCertifiedBy: (authority: string) => string
    readonly incomplete: string
    readonly checked: (files: string, size: string) => string
    /** A finding in a sentence. */
    readonly finding: (finding: Finding) => string
    readonly findingsLeftOut: (count: string) => string
  }
  readonly actions: {
    readonly verify: string
    readonly save: string
    readonly reveal: string
    readonly more: string
    readonly certify: string
    readonly remove: string
    readonly failed: string
    readonly copied: (path: string) => string
    readonly notRevealed: string
  }
  readonly removal: {
    readonly title: string
    readonly gone: (fileName: string) => string
    readonly kept: string
    readonly stays: string
    readonly reason: string
    readonly reasonHelp: string
    readonly reasonMissing: string
    readonly action: string
    readonly done: string
    readonly doneText: (at: string, reason: string) => string
  }
  readonly entries: {
    readonly title: string
    readonly search: string
    readonly tableLabel: string
    readonly person: string
    readonly state: string
    readonly at: string
    readonly grade: string
    readonly attachments: string
    readonly failed: string
    readonly lacking: string
    readonly sourceStates: Readonly<Record<string, string>>
    readonly gradeOf: (grade: string, maxGrade: string) => string
    readonly none: string
    readonly noneFound: string
    readonly pending: string
    readonly unreadable: string
    readonly tooMany: (shown: string, total: string) => string
  }
  readonly view: {
    readonly label: (name: string) => string
    readonly close: string
    readonly loading: string
    readonly failed: string
    readonly report: string
    readonly frame: (name: string) => string
    readonly noReport: string
    readonly notArchived: string
    readonly files: string
    readonly filesLeftOut: (count: string) => string
    readonly show: (name: string) => string
    readonly showShort: string
    readonly saveShort: string
    readonly save: (name: string) => string
    readonly remarks: string
    readonly roles: Readonly<Record<'report' | 'copy' | 'attachment' | 'raw', string>>
  }
  readonly about: {
    readonly title: string
    readonly loading: string
    readonly failed: string
    readonly course: string
    readonly site: string
    readonly sealed: string
    readonly file: string
    readonly place: string
    readonly hash: string
    readonly task: string
    readonly showTask: string
    readonly predecessor: string
    readonly showPredecessor: string
    readonly anonymised: string
    readonly missing: string
    readonly missingLeftOut: (count: string) => string
    readonly additionalFiles: string
    readonly bagInfo: string
  }
}
