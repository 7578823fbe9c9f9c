import type { ArchiveTimestamp } from '../../core.ts'
import { fromKeptError, type KeptError } from '../../errors/index.ts'
import type { TagFile } from '../archive-sealer.ts'
import { nextTimestampName, timestampFilesOf } from './timestamp-files.ts'
import type { TimestampOutcome } from './timestamper.ts'

/** {@link ArchiveTimestamp} as plain JSON. */
export interface StoredTimestamp extends Omit<ArchiveTimestamp, 'at' | 'error'> {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly error: KeptError | null
}

/** What is remembered of an outcome. */
export function toStoredTimestamp(
  outcome: TimestampOutcome,
  kind: ArchiveTimestamp['kind'],
  now: Date,
): StoredTimestamp {
  const { authority } = outcome
  if (outcome.kind === 'failed') {
    return { authority, state: 'failed', kind, at: now.toISOString(), signedBy: null, error: outcome.error }
  }
  const { time, authority: signedBy } = outcome.token
  return { authority, state: 'granted', kind, at: time.toISOString(), signedBy, error: null }
}

export function toArchiveTimestamp(stored: StoredTimestamp): ArchiveTimestamp {
  return { ...stored, at: new Date(stored.at), error: fromKeptError(stored.error) }
}

export function fromArchiveTimestamp(timestamp: ArchiveTimestamp): StoredTimestamp {
  return { ...timestamp, at: timestamp.at.toISOString() }
}

/** The files of granted timestamps, beside files that a bag has already. */
export function timestampTagFiles(
  outcomes: readonly TimestampOutcome[],
  kind: ArchiveTimestamp['kind'],
  paths: Iterable<string> = [],
): readonly TagFile[] {
  const names = [...paths]
  return outcomes.flatMap((outcome) => {
    if (outcome.kind === 'failed') return []
    const { query, answer } = timestampFilesOf(nextTimestampName(kind, names))
    names.push(query, answer)
    return [
      { name: query, bytes: outcome.query },
      { name: answer, bytes: outcome.answer },
    ]
  })
}
