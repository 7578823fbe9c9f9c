import type { ArchiveRecord, ArchiveVerification } from '@muniment/sdk'
import type { ShownArchive } from './archive-store.ts'

/** What can be said of an archive's seal. Only `intact` may look so. */
export interface Seal {
  readonly kind: 'intact' | 'unverified' | 'damaged' | 'notFullyChecked'
  /** The verification that says so; null if there was none. */
  readonly verification: ArchiveVerification | null
  /** The oldest certificate of the time, if there is one. */
  readonly certificate: { readonly by: string; readonly at: Date } | null
  /** Authorities that were asked and certified nothing. */
  readonly notCertifiedBy: readonly string[]
}

/** What the last verification and the certificates of an archive say. */
export function describeSeal({ archive, verification }: ShownArchive): Seal {
  const granted = archive.timestamps
    .filter(({ state }) => state === 'granted')
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const [first] = granted
  const certified = new Set(granted.map(({ authority }) => authority))
  const failed = archive.timestamps.filter(({ state, authority }) => state === 'failed' && !certified.has(authority))
  return {
    kind: kindOf(archive, verification),
    verification,
    certificate: first ? { by: first.signedBy ?? first.authority, at: first.at } : null,
    notCertifiedBy: [...new Set(failed.map(({ authority }) => authority))],
  }
}

function kindOf({ lastVerdict }: ArchiveRecord, verification: ArchiveVerification | null): Seal['kind'] {
  // Record and history are read one after the other: where they differ, the worse one is told.
  const verdicts = [lastVerdict, verification?.verdict ?? null]
  if (verdicts.includes('damaged')) return 'damaged'
  if (verdicts.includes('not_fully_checked')) return 'notFullyChecked'
  return verdicts.every((verdict) => verdict === 'intact') ? 'intact' : 'unverified'
}
