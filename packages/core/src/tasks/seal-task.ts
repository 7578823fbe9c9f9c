import { json } from 'node:stream/consumers'
import { placeAdditionalFiles } from '../archive/additional-files.ts'
import { archivePayload } from '../archive/archive-payload.ts'
import type { ArchiveDescription, ArchivedItem } from '../archive/archive-description.ts'
import { enterItems } from '../archive/entries/enter-items.ts'
import {
  timestampTagFiles,
  toArchiveTimestamp,
  toStoredTimestamp,
  type StoredTimestamp,
} from '../archive/timestamps/stored-timestamp.ts'
import { longestArchiveNameBytes, toSafeName } from '../archive/safe-path.ts'
import type { ValidatedTaskSettings } from '../driver/settings-definition.ts'
import type { TypesetterComponent } from '../pdf/report-typesetter.ts'
import type { SourceDescription } from '../sources/activity-source.ts'
import { ArchivingError } from '../errors/index.ts'
import type { EngineOptions, EnginePorts } from './engine-ports.ts'
import type { ItemCounts, SealableItem } from './item-store.ts'
import { reasonDetails } from './log-entry.ts'
import { findSealedBefore, removeUnlessNeeded } from './published-archive.ts'
import { archiveDetails, findUnchangedArchive, predecessorOf } from './reuse-items.ts'
import { SealingMeter } from './sealing-meter.ts'
import { languageOf, type SealingArchive, type StoredTask } from './stored-task.ts'
import type { TaskExecution } from './task-execution.ts'
import { takenOver } from './task-hold.ts'
import type { NewArchive } from './task-store.ts'

const pageSize = 100
const maximumMissing = 1_000

/** What a task is sealed with. */
export interface SealWork {
  readonly execution: TaskExecution
  readonly site: SourceDescription
  readonly ports: EnginePorts
  readonly options: EngineOptions
}

/**
 * Seals what the items of a task produced and enters it into the catalogue. Where an earlier process was killed after
 * the archive got its name and before it was entered, that archive is taken, if it is whole. Where nothing has changed
 * since the archive before, that one is the task's, and none is made.
 */
export async function sealTask(work: SealWork): Promise<void> {
  const { execution, ports } = work
  const { id: taskId, owner } = execution.task
  const task = await ports.tasks.get(taskId)
  if (!task?.description || owner === null) throw new ArchivingError('state_conflict', 'The task cannot be sealed yet.')
  if (await finishUnchanged(work, task)) return
  const counts = await ports.items.counts(taskId)
  const predecessorId = (await predecessorOf(task, ports))?.archive.id ?? null
  const sealedBefore = await findSealedBefore(task, { owner, signal: execution.signal }, ports)
  // Killed just after it gave the archive its name, that process left the name under which it had written.
  if (sealedBefore) await ports.storage.of(sealedBefore.path).prepare(ports.now())
  const archiveId = sealedBefore && task.archiveId !== null ? task.archiveId : ports.newId()
  const sealedAt = ports.now()
  const sealed: SealingArchive =
    sealedBefore ?? (await seal({ ...work, task, counts, predecessorId, archiveId, sealedAt }))
  const archive = toNewArchive(sealed, { task, counts, predecessorId, archiveId, sealedAt })
  if ((await ports.tasks.get(taskId))?.owner === owner) {
    // Watchers of the task leave at its final state: what is to be said is said before.
    const { fileName } = archive
    execution.log.tell({ kind: 'finished', details: { fileName, finished: counts.finished, total: counts.total } })
    await execution.log.flush()
  }
  if (!(await ports.tasks.finish(taskId, owner, archive))) {
    await removeUnlessNeeded(sealed, taskId, ports)
    throw takenOver()
  }
  await enterEntries(work, archiveId)
}

/** @returns false if something has changed, or the archive that would do was removed at this very moment. */
async function finishUnchanged({ execution, ports }: SealWork, task: StoredTask): Promise<boolean> {
  const { id, owner } = execution.task
  const predecessor = task.sealing ? undefined : await predecessorOf(task, ports)
  const archive = predecessor && (await findUnchangedArchive(task, predecessor, ports, execution.signal))
  if (!archive) return false
  execution.log.tell({ kind: 'unchanged', details: archiveDetails(archive) })
  await execution.log.flush()
  if (await ports.tasks.finishWith(id, owner ?? '', { archiveId: archive.id, endedAt: ports.now() })) return true
  if (await ports.catalog.get(archive.id)) throw takenOver()
  execution.log.tell({ kind: 'unchanged_removed', details: archiveDetails(archive) })
  return false
}

/** What is in the archive can be searched for. It is there in any case: what goes wrong here is done at the next start. */
async function enterEntries({ execution, ports }: SealWork, archiveId: string): Promise<void> {
  const { id: taskId } = execution.task
  try {
    const items = archivedItems(ports, taskId)
    // That the task is not ours any more does not matter: it is finished.
    const goesOn = (): boolean => execution.stopReason !== 'shutdown'
    await enterItems({ archiveId, items, listings: ports.entries, goesOn })
  } catch (cause) {
    const message = 'the entries of an archive could not be entered into the catalogue'
    ports.onDiagnostic({ level: 'warning', taskId, message, cause })
  }
}

interface Seal {
  readonly task: StoredTask
  readonly counts: ItemCounts
  /** The archive of which this one is a new version. */
  readonly predecessorId: string | null
  readonly archiveId: string
  readonly sealedAt: Date
}

async function seal(work: SealWork & Seal): Promise<SealingArchive> {
  const { execution, ports, task, archiveId, sealedAt } = work
  const owner = execution.task.owner ?? ''
  const description = await describeArchive(work)
  const items = () => archivedItems(ports, task.id)
  let timestamps: readonly StoredTimestamp[] = []
  const additionalBytes = description.additionalFiles.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const sealing = new SealingMeter(work.counts.bytes + additionalBytes, () => ports.changes.announce(task.id))
  execution.sealing = sealing
  const sealed = await ports.sealArchive(
    {
      archiveName: toSafeName(task.description?.archiveName ?? task.activity.activityName, longestArchiveNameBytes),
      target: ports.storage.for(task.destinationFolder),
      payload: sealing.watch(
        archivePayload({
          description,
          items,
          artifacts: ports.artifacts,
          language: languageOf(task),
          settingsDefinition: ports.driverOf(task.driverId).getTaskSettingsDefinition(),
        }),
      ),
      bagInfo: [...bagInfo(work, description), ...madeWith(await ports.typesetter.describe())],
      sealedAt,
      signOff: async (tagManifest, signal) => {
        const outcomes = await ports.timestamper.stamp({ data: tagManifest, hashFunction: 'sha256' }, signal)
        timestamps = outcomes.map((outcome) => toStoredTimestamp(outcome, 'timestamp', ports.now()))
        logTimestamps(execution.log, timestamps)
        return timestampTagFiles(outcomes, 'timestamp')
      },
      beforePublish: async (archive) => {
        const sealing: SealingArchive = { ...archive, timestamps }
        if (!(await ports.tasks.update(task.id, owner, { sealing, archiveId }))) {
          throw takenOver()
        }
      },
    },
    execution.signal,
  )
  return { ...sealed, timestamps }
}

function logTimestamps(log: TaskExecution['log'], timestamps: readonly StoredTimestamp[]): void {
  for (const { authority, at, signedBy, error } of timestamps.map(toArchiveTimestamp)) {
    if (error) log.tell({ kind: 'timestamp_failed', details: reasonDetails(error) })
    else log.tell({ kind: 'timestamp_granted', details: { authority: signedBy ?? authority, at: at.toISOString() } })
  }
}

/** Tells what differs between two runs on the same data, and so stands in a tag file and not in the payload. */
function bagInfo(
  { site, options, task, counts, predecessorId, archiveId }: SealWork & Seal,
  description: ArchiveDescription,
) {
  return [
    ['Source-Organization', site.siteName],
    ['External-Identifier', `urn:uuid:${archiveId}`],
    ['Internal-Sender-Identifier', `urn:uuid:${task.id}`],
    ['External-Description', description.title],
    ['Bag-Software-Agent', `Muniment ${options.version}`],
    ['Muniment-Complete', description.complete ? 'yes' : 'no'],
    ['Muniment-Additional-Files', String(description.additionalFiles.length)],
    ...(predecessorId === null
      ? []
      : ([
          ['Muniment-Predecessor', `urn:uuid:${predecessorId}`],
          ['Muniment-Items-Reused', `${counts.reused} of ${counts.total}`],
        ] as const)),
    ['Muniment-Driver', task.driverId],
    ['Muniment-Source', site.siteUrl],
    ['Muniment-Source-Release', site.release],
    ...(description.anonymised
      ? ([['Muniment-Anonymised', 'yes']] as const)
      : ([
          ['Muniment-Read-As', `${site.userFullName} (${site.userName})`],
          ['Muniment-Requested-By', task.requestedBy],
        ] as const)),
  ] as const
}

/** What the payload's bytes depend on besides the source data: where all of it is equal, so are they. */
function madeWith(components: readonly TypesetterComponent[]) {
  return components.map(({ name, version }) => ['Muniment-Made-With', `${name} ${version}`] as const)
}

async function describeArchive({ site, ports, task, counts }: SealWork & Seal): Promise<ArchiveDescription> {
  const { activity, settings, driverId, description } = task
  const missing: string[] = []
  let missingTotal = 0
  if (counts.lackingSomething > 0 || counts.finished < counts.total) {
    for await (const sentence of missingSentences(ports, task.id)) {
      missingTotal++
      if (missing.length < maximumMissing) missing.push(sentence)
    }
  }
  return {
    format: 'muniment-archive',
    formatVersion: 1,
    driver: driverId,
    title: description?.title ?? activity.activityName,
    site: { name: site.siteName, url: site.siteUrl, kind: site.kind, release: site.release },
    course: { id: activity.courseId, name: activity.courseName, shortName: activity.courseShortName },
    activity: {
      kind: activity.activityKind,
      id: activity.activityId,
      courseModuleId: activity.courseModuleId,
      name: activity.activityName,
      facts: description?.facts ?? {},
    },
    ...(description?.anonymised ? { anonymised: true } : {}),
    settings: description?.anonymised ? withoutIds(settings) : settings,
    items: { total: counts.total, archived: counts.finished, failed: counts.total - counts.finished },
    complete: missingTotal === 0,
    missing,
    missingLeftOut: missingTotal - missing.length,
    columns: ports.driverOf(driverId).itemColumns,
    additionalFiles: placeAdditionalFiles(await ports.files.list(task.id)),
  }
}

/** Scopes name people by their ids. */
function withoutIds(settings: ValidatedTaskSettings): ArchiveDescription['settings'] {
  const entries = Object.entries(settings).map(([key, value]) =>
    typeof value === 'object' && 'mode' in value ? [key, { mode: value.mode }] : [key, value],
  )
  return Object.fromEntries(entries)
}

async function* sealableItems(ports: EnginePorts, taskId: string): AsyncGenerator<SealableItem> {
  let after = ''
  for (;;) {
    const page = await ports.items.pageForSealing(taskId, after, pageSize)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = last.pathKey
  }
}

async function* missingSentences(ports: EnginePorts, taskId: string): AsyncGenerator<string> {
  for await (const item of sealableItems(ports, taskId)) {
    if (item.state !== 'finished') {
      yield `${item.title}: not archived. ${item.error?.message ?? ''}`.trimEnd()
    }
    for (const remark of item.remarks) if (remark.severity === 'missing') yield `${item.title}: ${remark.message}`
  }
}

async function* archivedItems(ports: EnginePorts, taskId: string): AsyncGenerator<ArchivedItem> {
  for await (const item of sealableItems(ports, taskId)) {
    yield {
      key: item.key,
      title: item.title,
      state: item.state === 'finished' ? 'archived' : 'failed',
      files: item.artifacts,
      row: item.row ?? {},
      readRecord: async () => (item.record ? await json(ports.artifacts.open(item.record.sha256)) : null),
      remarks: item.remarks,
      error: item.error && { code: item.error.code, message: item.error.message },
    }
  }
}

function toNewArchive(sealed: SealingArchive, { task, counts, predecessorId, archiveId, sealedAt }: Seal): NewArchive {
  const { fileName, path, sha256, sizeBytes, manifestSha256 } = sealed
  return {
    id: archiveId,
    courseId: task.activity.courseId,
    title: task.description?.title ?? task.activity.activityName,
    fileName,
    path,
    sha256,
    sizeBytes,
    manifestSha256,
    complete: counts.finished === counts.total && counts.lackingSomething === 0,
    items: counts.total,
    sealedAt,
    predecessorId,
    timestamps: (sealed.timestamps ?? []).map(toArchiveTimestamp),
  }
}
