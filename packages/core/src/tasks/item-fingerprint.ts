import { hashSortedJson } from '../archive/sorted-json.ts'
import type { ItemDescription } from '../driver/archiving-context.ts'
import type { TypesetterComponent } from '../pdf/report-typesetter.ts'
import type { SourceDescription } from '../sources/activity-source.ts'
import type { NewItem } from './item-store.ts'
import type { StoredTask } from './stored-task.ts'

/** What becomes of all items of a task depends on this, besides the item itself. */
export interface FingerprintSurroundings {
  readonly task: Pick<StoredTask, 'driverId' | 'settings' | 'activity'>
  readonly site: SourceDescription
  /** Version of this program. */
  readonly version: string
  /** Version of the package that the driver comes from; empty for a built-in one. */
  readonly driverVersion: string
  /** What reports are set with. */
  readonly typesetter: readonly TypesetterComponent[]
}

/** Gives an item its fingerprint; null if its driver cannot tell whether it has changed. */
export type FingerprintMaker = (item: ItemDescription) => string | null

/** Raised when what is hashed changes its meaning. */
const fingerprintFormat = 1

/**
 * Makes fingerprints of items: hashes over what the driver tells of the item, and everything else that its archive is made
 * from. Where two are equal, archiving would give the same bytes; so another version of the program or of Moodle, another
 * language or another setting never reuses what was made before.
 */
export function createFingerprintMaker({ task, site, ...made }: FingerprintSurroundings): FingerprintMaker {
  const { driverId, settings, activity } = task
  // Who reads is the same as long as the source is: only what the site says of itself can change.
  const { kind, siteName, siteUrl, release, language } = site
  const surroundings = hashSortedJson({
    format: fingerprintFormat,
    ...made,
    driverId,
    settings,
    activity,
    site: { kind, siteName, siteUrl, release, language },
  })
  return ({ key, title, folder, fileName, fingerprint }) =>
    fingerprint === undefined ? null : hashSortedJson({ surroundings, key, title, folder, fileName, fingerprint })
}

const batchSize = 50

/** Items as a driver lists them, with their fingerprints, in parts of which each is kept at once. */
export async function* inBatches(
  items: AsyncIterable<ItemDescription>,
  fingerprintOf: FingerprintMaker,
  signal: AbortSignal,
): AsyncGenerator<readonly NewItem[]> {
  let batch: NewItem[] = []
  for await (const item of items) {
    signal.throwIfAborted()
    batch.push({ ...item, fingerprint: fingerprintOf(item) })
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
