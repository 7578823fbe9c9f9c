import type { ArtifactStore, KeptContent } from '../archive/artifact-store.ts'
import type { CleaningReport } from '../core.ts'
import type { ArtifactReferences } from './artifact-references.ts'

/** What cleaning works with. */
export interface CleaningPorts {
  readonly artifacts: ArtifactStore
  readonly references: ArtifactReferences
  readonly now: () => Date
}

/** So long a content must have been there, and then aside, before it is touched. */
const graceMs = 24 * 60 * 60 * 1000
/** Contents that are asked about at once. */
const batchSize = 200

/**
 * Removes what nothing needs from the artifact store: what failed or aborted work left, files that were taken out again.
 *
 * A row that names a content comes after the content itself, so a content that nothing names may be needed in a moment.
 * That is why it goes in two steps, a day apart. First it is put aside, where it is still found. Then, if still nothing
 * names it and all work that began before it was put aside has ended, it is removed; if something does, it comes back.
 * It may be interrupted at any point, and run in several processes at once.
 *
 * @throws ArchivingError `storage_busy`, `storage_failed`, `aborted`
 */
export async function cleanArtifacts(ports: CleaningPorts, signal?: AbortSignal): Promise<CleaningReport> {
  const oldest = await ports.references.oldestExecutionStart()
  const cleaning: Cleaning = { ports, now: ports.now(), oldest, setAside: new Set(), report: { ...nothingDone } }
  let batch: KeptContent[] = []
  const settle = async (): Promise<void> => {
    const named = await ports.references.namedAmong(batch.map(({ sha256 }) => sha256))
    for (const content of batch) {
      signal?.throwIfAborted()
      await settleContent(content, named.has(content.sha256), cleaning)
    }
    batch = []
  }
  for await (const content of ports.artifacts.list()) {
    signal?.throwIfAborted()
    batch.push(content)
    if (batch.length >= batchSize) await settle()
  }
  await settle()
  return cleaning.report
}

const nothingDone = { setAside: 0, restored: 0, removed: 0, removedBytes: 0 }

interface Cleaning {
  readonly ports: CleaningPorts
  readonly now: Date
  readonly oldest: Date | null
  /** What this cleaning put aside: it is there anew, whatever was there before. */
  readonly setAside: Set<string>
  readonly report: typeof nothingDone
}

async function settleContent(
  { sha256, sizeBytes, since, setAside }: KeptContent,
  named: boolean,
  { ports: { artifacts }, now, oldest, setAside: setAsideNow, report }: Cleaning,
): Promise<void> {
  const isOld = now.getTime() - since.getTime() > graceMs
  if (named && setAside) {
    await artifacts.restore(sha256)
    report.restored++
  } else if (!named && !setAside && isOld) {
    setAsideNow.add(sha256)
    await artifacts.setAside(sha256, now)
    report.setAside++
  } else if (!named && setAside && isOld && (oldest === null || since < oldest) && !setAsideNow.has(sha256)) {
    await artifacts.removeSetAside(sha256)
    report.removed++
    report.removedBytes += sizeBytes
  }
}
