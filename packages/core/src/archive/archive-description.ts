import type { ArchivedAdditionalFile } from './additional-files.ts'

/**
 * `data/activity.json` of an archive: what it is, in words that a program reads. Together with items.csv and
 * items.jsonl it is part of the payload, so it holds nothing that differs between two runs on the same source data: no
 * task id, no date of archiving, no version of the program (these are in bag-info.txt).
 */
export interface ArchiveDescription {
  readonly format: 'muniment-archive'
  readonly formatVersion: 1
  readonly driver: string
  readonly title: string
  readonly site: { readonly name: string; readonly url: string; readonly kind: string; readonly release: string }
  readonly course: { readonly id: number; readonly name: string; readonly shortName: string }
  readonly activity: {
    readonly kind: string
    readonly id: number
    readonly courseModuleId: number
    readonly name: string
    /** What else the driver tells of the activity. */
    readonly facts: Readonly<Record<string, unknown>>
  }
  /** Names and ids of people were replaced by pseudonyms. Absent in an ordinary archive. */
  readonly anonymised?: true
  /** Settings as validated, defaults included; in an anonymised archive without ids of people. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly items: { readonly total: number; readonly archived: number; readonly failed: number }
  /** False if an item failed, or something that belongs to it could not be had; then `missing` says what. */
  readonly complete: boolean
  readonly missing: readonly string[]
  /** Bounded: `missing` lists at most 1,000; the rest is in items.jsonl. */
  readonly missingLeftOut: number
  readonly columns: readonly string[]
  /** What people put into the archive by hand, in the order in which they added it. */
  readonly additionalFiles: readonly ArchivedAdditionalFile[]
}

/** One item as the archive's lists and start page show it. */
export interface ArchivedItem {
  readonly key: string
  readonly title: string
  readonly state: 'archived' | 'failed'
  /** Paths below `data/`. */
  readonly files: readonly ArchivedFile[]
  /** Columns of items.csv, in the order of {@link ArchiveDescription.columns}. */
  readonly row: Readonly<Record<string, string | number | boolean | null>>
  /** Reads the item's own record, for items.jsonl alone: it may be large. */
  readonly readRecord: () => Promise<unknown>
  /** What is missing or must be known about this item. */
  readonly remarks: readonly ItemRemark[]
  readonly error: { readonly code: string; readonly message: string } | null
}

export interface ArchivedFile {
  readonly path: string
  readonly role: ArtifactRole
  readonly mediaType: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** `report`: the PDF; `copy`: the HTML; `attachment`: a file as handed in; `raw`: the service's own answer. */
export const artifactRoles = ['report', 'copy', 'attachment', 'raw'] as const
export type ArtifactRole = (typeof artifactRoles)[number]

export interface ItemRemark {
  /** `missing`: something that belongs to the item is not in the archive. `notice`: something to know. */
  readonly severity: 'missing' | 'notice'
  readonly message: string
}
