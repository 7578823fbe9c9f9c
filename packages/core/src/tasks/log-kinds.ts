/** An error in the details of an entry: its code, its message, and that in German where there is one. */
export type ReasonDetails = { readonly code: string; readonly reason: string; readonly reasonInGerman: string }

/**
 * What a log tells, as one closed table of kinds with what each is told of. Kinds and their details are kept: a kind
 * never changes its meaning, and its details are only added to.
 */
export interface LogKinds {
  // before it runs
  created: { readonly requestedBy: string; readonly preset: string | null }
  file_added: { readonly name: string; readonly sizeBytes: number; readonly sha256: string }
  file_removed: { readonly name: string }
  // how it goes on
  going_on_after_interruption: NoDetails
  paused_before_it_began: NoDetails
  paused: NoDetails
  aborted: NoDetails
  stopped: ReasonDetails
  sign_in_again: NoDetails
  sealing: { readonly incomplete: boolean }
  finished: { readonly fileName: string; readonly finished: number; readonly total: number }
  // the source
  source_silent: NoDetails
  source_answers: NoDetails
  trying_again: ReasonDetails & { readonly seconds: number }
  // where contents and archives lie
  storage_silent: NoDetails
  storage_answers: NoDetails
  // which items there are
  items_listed: { readonly total: number }
  item_new: { readonly title: string }
  item_changed: { readonly title: string }
  item_gone: { readonly title: string }
  item_damaged: { readonly title: string }
  more_changes: { readonly count: number }
  nothing_changed_meanwhile: NoDetails
  goes_on_changing: { readonly listedAt: string }
  // what was archived before
  reused: ArchiveDetails & { readonly reused: number; readonly total: number }
  unchanged: ArchiveDetails
  unchanged_removed: ArchiveDetails
  // single items
  item_trying_again: ReasonDetails & { readonly title: string; readonly seconds: number }
  item_failed: ReasonDetails & { readonly title: string }
  // the archive
  timestamp_granted: { readonly authority: string; readonly at: string }
  timestamp_failed: ReasonDetails
  archive_intact_again: NoDetails
  archive_damaged: NoDetails
  archive_not_fully_checked: NoDetails
  // drivers
  driver_said: { readonly en: string; readonly de: string | null }
  driver_warned: { readonly en: string; readonly de: string | null }
}

/** One of the kinds of {@link LogKinds}. */
export type LogKind = keyof LogKinds

type NoDetails = Readonly<Record<string, never>>

/** An archive, as people know it: by its name and the moment at which it was sealed (ISO 8601 in UTC). */
export type ArchiveDetails = { readonly fileName: string; readonly sealedAt: string }

/** What the sentence of an entry is made of: names, counts, moments (ISO 8601 in UTC). */
export type LogDetails = Readonly<Record<string, string | number | boolean | null>>

/** What an entry tells: a kind, and what it is told of. */
export type LogNote = { readonly [Kind in LogKind]: { readonly kind: Kind; readonly details: LogKinds[Kind] } }[LogKind]
