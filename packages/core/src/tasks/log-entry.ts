import type { TaskLogEntry } from '../core.ts'
import type { ArchivingError } from '../errors/index.ts'
import type { LocalizedText } from '../errors/localized-text.ts'
import type { LogKinds, LogNote, ReasonDetails } from './log-kinds.ts'
import { levelOf, sentenceOf } from './log-sentences.ts'

/** Longest text in an entry; drivers may quote what a source said. */
const longestText = 2_000

/** An entry before it is kept. The English sentence is kept beside what it was made of, for those who read the table. */
export interface NewLogEntry extends Omit<TaskLogEntry, 'id' | 'text' | 'details' | 'kind'> {
  readonly note: LogNote
}

/** What an entry is about. */
export interface LoggedAt {
  readonly taskId: string
  readonly at: Date
  readonly itemKey?: string | null
}

/** An entry that tells `note`. */
export function toLogEntry(note: LogNote, { taskId, at, itemKey = null }: LoggedAt): NewLogEntry {
  const { kind, details } = note
  return { taskId, at, level: levelOf(kind), message: sentenceOf(kind, details).en, note, itemKey }
}

/** What an entry about an error is told of it. */
export function reasonDetails({ code, text }: Pick<ArchivingError, 'code' | 'text'>): ReasonDetails {
  return { code, reason: shortened(text.en), reasonInGerman: shortened(text.de ?? text.en) }
}

/** What a driver says, in one language or in all. */
export function saidDetails(said: string | LocalizedText): LogKinds['driver_said'] {
  const { en, de = null } = typeof said === 'string' ? { en: said } : said
  return { en: shortened(en), de: de === null ? null : shortened(de) }
}

const shortened = (text: string): string => text.slice(0, longestText)
