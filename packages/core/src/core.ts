import type { AccessService } from './access/access-key.ts'
import type { Caller } from './access/reach.ts'
import type { ArchiveLibrary } from './archive-library.ts'
import type { ArchiveRecord } from './archive-record.ts'
import type { DiagnosticsBundle } from './diagnostics/diagnostics-bundle.ts'
import type { VerifyReport } from './archive/verify-finding.ts'
import type { ItemRemark } from './archive/archive-description.ts'
import type {
  ActivityArchivingDriver,
  ActivityArchivingTasks,
  CreateTaskOptions,
  Page,
  PageOptions,
} from './driver/activity-archiving-driver.ts'
import type {
  ActivityArchivingTask,
  ActivityArchivingTaskStatus,
  TaskPriority,
} from './driver/activity-archiving-task.ts'
import type { ActivityMetadata } from './driver/activity-metadata.ts'
import type { DriverRegistry } from './driver/driver-registry.ts'
import type { TaskSettings } from './driver/settings-definition.ts'
import type { RecordedError } from './errors/index.ts'
import type { LocalizedText } from './errors/localized-text.ts'
import type { PresetService } from './policy/preset-service.ts'
import type { Activity, Course, Group, Participant, SourceDescription } from './sources/activity-source.ts'
import type { OverviewArchive } from './sources/history-store.ts'
import type {
  RecogniseSiteRequest,
  RecognisedSite,
  SourceConnections,
  SourceRecord,
} from './sources/source-connections.ts'
import type { LogDetails, LogKind } from './tasks/log-kinds.ts'

/**
 * Muniment without any edge: what the router, the command line and the desktop app call. Made by `createCore`; closing
 * it stops running tasks where they are, to go on at the next start.
 */
export interface Core extends AsyncDisposable {
  readonly drivers: DriverRegistry
  readonly sources: SourceService
  readonly tasks: TaskService
  readonly presets: PresetService
  readonly uploads: UploadService
  readonly archives: ArchiveService
  /** Who may use this installation over a network. Whoever holds this object may do everything. */
  readonly access: AccessService
  /** This installation as somebody may see it; see {@link CoreView}. */
  viewFor(caller: Caller): CoreView
  /** Facts about this installation. */
  describe(): SystemDescription
  /**
   * What helps to find a fault, for a report: it names nobody and holds no secret.
   *
   * @param taskId the task that it is about, if any
   * @throws ArchivingError `not_found`, `storage_busy`, `storage_failed`, `report_failed`
   */
  collectDiagnostics(taskId?: string): Promise<DiagnosticsBundle>
  /** Starts the task runner: goes on with what was running when the process ended, then takes what is scheduled. */
  start(): Promise<void>
  /** The computer slept: what waits for a site asks it at once, as if it had not been waiting. */
  afterSleep(): void
  /**
   * Removes what nothing needs any more from the artifact store: what failed or aborted work left, files that were taken
   * out again. Done now and then by itself after {@link start}. What is found unneeded is put aside first and removed
   * a day later at the earliest.
   *
   * @throws ArchivingError `storage_busy`, `storage_failed`, `aborted`
   */
  clean(): Promise<CleaningReport>
  /**
   * Reads everything that the artifact store keeps and compares it with its hash, and looks whether all is there that
   * something needs. What has changed is moved to `damaged/`, where nothing finds it: put again, it is whole again.
   *
   * @throws ArchivingError `storage_busy`, `storage_failed`, `aborted`
   */
  checkArtifacts(signal?: AbortSignal): Promise<ArtifactCheckReport>
  /**
   * Asks whether the storage of contents and archives answers, where it is not a folder.
   *
   * @throws ArchivingError `storage_busy`, `storage_failed`
   */
  checkStorage(signal?: AbortSignal): Promise<void>
}

/**
 * An installation as one of its users sees it: sources, tasks, archives and uploads that lie outside of the caller's reach
 * are not there, and presets are the caller's own. What belongs to the installation as a whole is as in {@link Core};
 * roles say who may call it.
 */
export interface CoreView extends Pick<
  Core,
  'access' | 'describe' | 'collectDiagnostics' | 'clean' | 'checkArtifacts'
> {
  readonly drivers: DriverDescriptions
  readonly sources: Omit<SourceService, 'connectionsOf'>
  readonly tasks: TaskService
  readonly presets: PresetService
  readonly uploads: UploadService
  readonly archives: ArchiveService
}

/** What drivers say of themselves, without the tasks that they know. */
export interface DriverDescriptions
  extends Iterable<DescribedDriver>, Pick<DriverRegistry, 'has' | 'originOf' | 'problems'> {
  /** @throws ArchivingError `not_found`, naming the drivers that there are. */
  get(driverId: string): DescribedDriver
}

/** What a driver says of itself. */
export type DescribedDriver = Pick<
  ActivityArchivingDriver,
  'id' | 'name' | 'activityKind' | 'availableTaskSettings' | 'settingsPresets' | 'getTaskSettingsDefinition'
>

/** What checking the artifact store found. */
export interface ArtifactCheckReport {
  readonly contentsChecked: number
  readonly bytesChecked: number
  /** At most 1,000; `damagesLeftOut` counts the rest. */
  readonly damages: readonly ArtifactDamage[]
  readonly damagesLeftOut: number
}

export const artifactDamageKinds = ['changed', 'unreadable', 'missing'] as const

/** A content of the artifact store that cannot be used. Archives that are sealed have bytes of their own. */
export interface ArtifactDamage {
  readonly sha256: string
  /** `changed`: not the bytes that were written; it was moved to `damaged/`. `unreadable`: left where it is. */
  readonly kind: (typeof artifactDamageKinds)[number]
  /** Whether an item or an additional file needs it. Of what is missing nothing else is known. */
  readonly needed: boolean
}

/** What cleaning the artifact store did. */
export interface CleaningReport {
  /** Contents that nothing needs and that were put aside. */
  readonly setAside: number
  /** Contents that had been put aside and are needed again. */
  readonly restored: number
  /** Contents that were removed for good. */
  readonly removed: number
  /** Bytes that were freed. */
  readonly removedBytes: number
}

export interface SystemDescription {
  readonly version: string
  readonly nodeVersion: string
  readonly platform: string
  readonly dataFolder: string
  /** Where archives are put for which no folder was named: a folder, or `s3://bucket/…`. */
  readonly archiveFolder: string
  readonly startedAt: Date
}

/** Connected sources. Their secrets are encrypted in the database and never come back out. */
export interface SourceService extends SourceConnections {
  /** Sources that are connected for an owner; the service itself connects for this computer. */
  connectionsOf(ownerId: string): SourceConnections
  /**
   * Finds the Moodle that somebody means by an address, and reads what it shows to anybody: its name, picture, and how
   * people sign in. Sends no secret and keeps nothing.
   *
   * @throws ArchivingError `input_invalid`, `source_unexpected` (not a Moodle), `source_unavailable`, `timed_out`.
   */
  recognise(request: RecogniseSiteRequest, signal?: AbortSignal): Promise<RecognisedSite>
  list(options?: PageOptions): Promise<Page<SourceRecord>>
  /** @throws ArchivingError `not_found`. */
  get(sourceId: string): Promise<SourceRecord>
  /**
   * Gives a source to another owner, and with it its tasks and archives.
   *
   * @throws ArchivingError `not_found` for source or owner; `state_conflict` if that owner has connected the same site for
   *   the same user.
   */
  setOwner(sourceId: string, ownerId: string): Promise<SourceRecord>
  /** Forgets a source and its secret. @throws ArchivingError `not_found`; `state_conflict` while tasks of it exist. */
  remove(sourceId: string): Promise<void>
  /** Asks the site who we are; tells whether the token still works. */
  check(sourceId: string, signal?: AbortSignal): Promise<SourceDescription>
  /** How the site is read at the moment, for operators. Asks nobody. @throws ArchivingError `not_found`. */
  traffic(sourceId: string): Promise<SourceTraffic>
  listCourses(sourceId: string, signal?: AbortSignal): Promise<readonly Course[]>
  /** Activities of a course, each with the driver that can archive it, or null. */
  listActivities(sourceId: string, courseId: number, signal?: AbortSignal): Promise<readonly ArchivableActivity[]>
  listParticipants(sourceId: string, courseId: number, signal?: AbortSignal): AsyncIterable<Participant>
  listGroups(sourceId: string, courseId: number, signal?: AbortSignal): Promise<readonly Group[]>
  /**
   * The courses of the signed-in user with what was archived of them so far, by name; pages have 1 to 50 courses, 10
   * unless given. Whether an archived activity has changed is told by a look at it, of a few requests a course (see
   * `ActivitySource.readActivityFingerprints`); a course that cannot be read says why, and the others go on.
   */
  listOverview(sourceId: string, options?: PageOptions, signal?: AbortSignal): Promise<Page<CourseOverview>>
  /** The same for one course. @throws ArchivingError `not_found` also if the signed-in user has no such course. */
  getCourseOverview(sourceId: string, courseId: number, signal?: AbortSignal): Promise<CourseOverview>
}

/** A course and how its activities stand. */
export interface CourseOverview {
  readonly course: Course
  /** In the order of the course page; empty if the course cannot be read. */
  readonly activities: readonly ActivityOverview[]
  /** Why the course could not be read, or null. */
  readonly error: RecordedError | null
}

/**
 * How an activity stands:
 *
 * - `not_supported`: there is no archiver for its kind
 * - `never_archived`
 * - `archiving`: a task of it is scheduled or being executed
 * - `failed`: the newest task did not come to an archive
 * - `changed`: it was archived, and has changed since
 * - `archived`: it was archived; no change shows, or whether there was one cannot be told
 */
export const activityStates = ['not_supported', 'never_archived', 'archiving', 'failed', 'changed', 'archived'] as const
export type ActivityState = (typeof activityStates)[number]

/** An activity and what was archived of it so far. */
export interface ActivityOverview {
  readonly activity: ArchivableActivity
  readonly state: ActivityState
  /** The newest archive, whatever the state; null if there is none. */
  readonly archive: OverviewArchive | null
  /** Whether it has changed since then; null if that cannot be told, or there is no archive. */
  readonly changed: boolean | null
  /** The newest task, or null. */
  readonly taskId: string | null
  /** Why it failed, or why it cannot be archived; else null. */
  readonly reason: LocalizedText | null
}

export interface ArchivableActivity extends Activity {
  /** The driver that archives it unless another one is chosen; null if none can. */
  readonly driverId: string | null
  /** All drivers that can archive it, that one first. */
  readonly driverIds: readonly string[]
}

/** How a site is read by this process. */
export interface SourceTraffic {
  /** How many requests at once it is found to serve well; null if it has not been asked yet. */
  readonly parallelRequests: number | null
  /** The highest number that is allowed. */
  readonly maxParallelRequests: number
  /** The site wants to be left alone until then (`Retry-After`); null if it does not. */
  readonly pausedUntil: Date | null
}

/** Tasks of all drivers. What is particular to one driver goes through its driver. */
export interface TaskService {
  readonly all: ActivityArchivingTasks
  /** @throws ArchivingError `not_found` if there is no such driver; else as `createTask` of the driver. */
  create(
    driverId: string,
    activity: ActivityMetadata,
    settings?: TaskSettings,
    options?: CreateTaskOptions,
  ): Promise<ActivityArchivingTask>
  /**
   * What archiving an activity would come to, without making a task: how many items it has, how some of them would be
   * called, and what such items took before. The source is asked for at most 10 seconds, and at most 1,000 items are
   * counted.
   *
   * @throws ArchivingError as {@link create}; of the source.
   */
  estimate(request: EstimateTaskRequest, signal?: AbortSignal): Promise<TaskEstimate>
  /**
   * The items of an activity among which a scope setting of its driver can pick, in the order in which they are listed.
   *
   * @throws ArchivingError `not_found`, `input_invalid` as {@link create}; `settings_invalid` if the setting picks no
   *   items; of the source.
   */
  listCandidates(request: ListCandidatesRequest, signal?: AbortSignal): AsyncIterable<ItemCandidate>
  get(taskId: string): Promise<ActivityArchivingTask>
  execute(taskId: string): Promise<boolean>
  abort(taskId: string): Promise<boolean>
  /**
   * Stops a scheduled or running task for a while: what is being written is finished or removed, what was done is kept.
   * It stays paused, also after a restart, until {@link resume} or `execute`; it can be aborted. A task that needs a
   * new sign-in pauses by itself (its status has an error then) and goes on once somebody has signed in.
   *
   * @returns true if it is paused or pausing, false if there is nothing to pause.
   * @throws ArchivingError `not_found`.
   */
  pause(taskId: string): Promise<boolean>
  /**
   * Lets a paused task go on where it was.
   *
   * @returns true if it was scheduled, false unless it was paused.
   * @throws ArchivingError `not_found`.
   */
  resume(taskId: string): Promise<boolean>
  /**
   * Changes how soon a task gets its turn compared with others: in the queue, and for its items while it runs. All go
   * on; of thirteen turns, nine are for tasks of high priority, three for normal and one for low ones.
   *
   * @returns false if the task is finished.
   * @throws ArchivingError `not_found`.
   */
  setPriority(taskId: string, priority: TaskPriority): Promise<boolean>
  /**
   * Schedules a failed task to be sealed without the items that could not be archived. The archive says that it is
   * incomplete and what is missing. Returns false unless the task has failed.
   */
  sealIncomplete(taskId: string): Promise<boolean>
  /**
   * Adds a file to a task that was not executed yet: a seating plan, the exam's minutes, a scan. It is hashed while it
   * streams to the disk, and lies in the archive below `data/additional files/`.
   *
   * @throws ArchivingError `not_found`, `state_conflict` if the task was executed, `input_invalid` if there are too many
   *   files or the file is too large, `storage_full`, `storage_failed`, `aborted`; what `content` throws passes through.
   */
  addFile(
    taskId: string,
    file: NewAdditionalFile,
    content: AsyncIterable<Uint8Array> | Uint8Array,
    signal?: AbortSignal,
  ): Promise<AdditionalFile>
  /** The additional files of a task in the order in which they were added. @throws ArchivingError `not_found`. */
  listFiles(taskId: string): Promise<readonly AdditionalFile[]>
  /** Takes an additional file out again. @throws ArchivingError `not_found`, `state_conflict` if the task was executed. */
  removeFile(taskId: string, fileId: string): Promise<void>
  /** Items of a task; those in trouble first, then in listing order. */
  listItems(taskId: string, options?: ListItemsOptions): Promise<Page<TaskItem>>
  /**
   * Items of a task in the order in which they last changed, to read all of them once and from then on only what is new.
   * None while the items are being found out for the first time.
   */
  listItemChanges(taskId: string, options?: ListItemChangesOptions): Promise<TaskItemChanges>
  /** The log of a task, oldest first unless asked otherwise. */
  listLog(taskId: string, options?: ListLogOptions): Promise<Page<TaskLogEntry>>
  /**
   * What happens from now on, or from just after the event `after`: log entries without gap or double, and status
   * snapshots whenever something changes (the latest only; a slow reader misses intermediate ones). Starts with a
   * status snapshot of each watched task. Ends when the signal fires, or, for one task, after a status in which nothing
   * more happens by itself: finished, failed, aborted or paused.
   */
  watch(options: WatchTasksOptions, signal: AbortSignal): AsyncIterable<TaskEvent>
}

/** What would be archived, and how. */
export interface EstimateTaskRequest extends Pick<CreateTaskOptions, 'preset'> {
  readonly driverId: string
  readonly activity: ActivityMetadata
  readonly settings?: TaskSettings
}

/** What archiving an activity would come to, as far as it can be told beforehand. */
export interface TaskEstimate {
  /** Name of the archive without `.zip`; null if the source did not tell in time. */
  readonly archiveName: string | null
  /** Items counted. */
  readonly itemCount: number
  /** Whether these are all; else there are more than could be counted in time. */
  readonly isCountComplete: boolean
  /** The first items: what they are, and path of their reports below `data/`, without extension. */
  readonly examples: readonly { readonly title: string; readonly path: string }[]
  /** Seconds that an item took in the newest tasks of the same driver on the same source; null if there are none. */
  readonly secondsPerItem: number | null
  /** Bytes of an item's artifacts in these tasks. */
  readonly bytesPerItem: number | null
  /** How many items that is known from. */
  readonly basedOnItems: number
}

/** Items of what are wanted, and which setting is to pick some. */
export interface ListCandidatesRequest {
  readonly driverId: string
  readonly activity: ActivityMetadata
  /** Key of a scope setting. */
  readonly setting: string
}

/** An item that a scope setting can pick. */
export interface ItemCandidate {
  /** What the value of the setting names it by. */
  readonly id: number
  readonly title: string
}

/** What is known of a file before its content is. */
export interface NewAdditionalFile {
  /** What it is called; 1 to 255 characters. */
  readonly name: string
  /** What there is to say of it; at most 1,000 characters. */
  readonly note?: string
}

/** A file that a person added to a task. */
export interface AdditionalFile {
  readonly id: string
  /** As it was given. In the archive it may be called otherwise, to be safe and unique. */
  readonly name: string
  /** Empty if nothing was said. */
  readonly note: string
  /** By the extension of the name. */
  readonly mediaType: string
  readonly sha256: string
  readonly sizeBytes: number
}

/**
 * Additional files that come over a border, chunk by chunk. What was appended survives the process; an upload to which
 * nothing is added for a day is forgotten.
 */
export interface UploadService {
  /**
   * @throws ArchivingError `not_found`, `state_conflict` if the task was executed or too many uploads are open,
   *   `input_invalid`.
   */
  begin(taskId: string, file: NewAdditionalFile): Promise<UploadState>
  /** Where the next chunk begins. @throws ArchivingError `not_found`. */
  get(uploadId: string): Promise<UploadState>
  /**
   * Adds a chunk of at most 512 KiB; it is on disk when this returns.
   *
   * @throws ArchivingError `not_found`; `state_conflict` with `details.offset` if it does not begin there;
   *   `input_invalid` if the chunk or the whole is too large.
   */
  append(uploadId: string, offset: number, chunk: Uint8Array): Promise<UploadState>
  /**
   * Makes an additional file of what was appended. Asked again, it gives the same file.
   *
   * @param sizeBytes what was sent in all.
   * @throws ArchivingError as `addFile`; `state_conflict` with `details.offset` if something is missing.
   */
  finish(taskId: string, uploadId: string, sizeBytes: number, signal?: AbortSignal): Promise<AdditionalFile>
  /** Forgets an upload; one that is not there is none. */
  discard(uploadId: string): Promise<void>
}

export interface UploadState {
  readonly uploadId: string
  /** How many bytes are on disk. */
  readonly offset: number
}

export interface ListItemsOptions extends PageOptions {
  readonly states?: readonly ItemState[]
}

export interface ListLogOptions extends PageOptions {
  readonly newestFirst?: boolean | undefined
}

export interface ListItemChangesOptions {
  /** `cursor` of what was read before; from the beginning without it. */
  readonly after?: string | undefined
  /** How many items at most, 1 to 500. 100 unless given. */
  readonly limit?: number | undefined
}

export interface TaskItemChanges {
  /** As they are now, the one that changed last at the end. */
  readonly entries: readonly TaskItem[]
  /** Asks for what changed after these; also where there are none. */
  readonly cursor: string
  /** Whether more is there already. */
  readonly hasMore: boolean
}

export const itemStates = ['pending', 'running', 'finished', 'failed'] as const
export type ItemState = (typeof itemStates)[number]

export interface TaskItem {
  readonly key: string
  readonly title: string
  /** Place in the order in which the source lists them, from 0. */
  readonly ordinal: number
  readonly state: ItemState
  /** How often it was tried. */
  readonly attempts: number
  readonly error: RecordedError | null
  readonly remarks: readonly ItemRemark[]
  /** Path of the report below `data/`, without extension. */
  readonly path: string
  readonly artifacts: number
  readonly bytes: number
}

export const logLevels = ['info', 'warning', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

export interface TaskLogEntry {
  /** Rises by time; the id of the event that carries it. */
  readonly id: number
  readonly taskId: string
  readonly at: Date
  readonly level: LogLevel
  /** What it tells, of a closed table; null in an entry of a version that kept only the English sentence. */
  readonly kind: LogKind | null
  /** What its sentence is made of. */
  readonly details: LogDetails
  /** In English. */
  readonly message: string
  /** The sentence in the languages of the product. */
  readonly text: LocalizedText
  /** The item it is about, or null. */
  readonly itemKey: string | null
}

export interface WatchTasksOptions {
  /** One task; all tasks unless given. */
  readonly taskId?: string
  /** Id of the last event seen; what came after it is told first. */
  readonly after?: number
}

/**
 * `id` is that of the newest log entry told so far: handing it back as `after` resumes without gap or double.
 */
export type TaskEvent =
  | { readonly id: number; readonly kind: 'log'; readonly entry: TaskLogEntry }
  | { readonly id: number; readonly kind: 'status'; readonly status: ActivityArchivingTaskStatus }

/** Sealed archives. */
export interface ArchiveService extends ArchiveLibrary {
  list(options?: ListArchivesOptions): Promise<Page<ArchiveRecord>>
  /** @throws ArchivingError `not_found`. */
  get(archiveId: string): Promise<ArchiveRecord>
  /** Bytes of the zip, or a part of it. @throws ArchivingError `not_found`, `storage_failed`. */
  open(archiveId: string, range?: ByteRange): AsyncIterable<Uint8Array>
  /** Checks the archive's file and keeps what was found. A missing file is a finding. @throws ArchivingError `not_found`. */
  verify(archiveId: string, options?: VerifyOptions): Promise<VerifyReport>
  /** What verifications of an archive found, newest first; the last 200 are kept. @throws ArchivingError `not_found`. */
  listVerifications(archiveId: string, options?: PageOptions): Promise<Page<ArchiveVerification>>
  /**
   * Asks the time-stamping authorities that have not certified the archive yet, or with `renew` for a new certification
   * of everything in it, and puts what they grant into the archive's file: its payload stays as it is, its hash does not.
   * The archive is verified first. An authority that fails is told in the record and can be asked again.
   *
   * @throws ArchivingError `not_found`, `not_supported` if no authority is configured, `manifest_invalid` if the archive
   *   is damaged, `storage_full`, `storage_failed`, `aborted`.
   */
  timestamp(archiveId: string, options?: TimestampOptions): Promise<ArchiveRecord>
}

export interface TimestampOptions {
  /** Certifies all files and earlier timestamps anew, by a stronger hash function. */
  readonly renew?: boolean
  readonly signal?: AbortSignal
}

export interface VerifyOptions {
  /** Looks into reports, copies and raw answers too, not at their checksums alone. */
  readonly deep?: boolean
  /** Certificates of time-stamping authorities to trust, as PEM, besides those that this installation trusts. */
  readonly authorityCertificates?: readonly string[]
  readonly signal?: AbortSignal
}

export interface ListArchivesOptions extends PageOptions {
  readonly taskId?: string
  readonly courseId?: number
  /** Part of the title. */
  readonly search?: string
}

/** Both ends included, from 0. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

export const verificationOccasions = ['request', 'schedule'] as const

/** What one verification of an archive found, as it is kept. */
export interface ArchiveVerification {
  readonly id: number
  readonly archiveId: string
  readonly at: Date
  /** Whether somebody asked for it, or it was due. */
  readonly occasion: (typeof verificationOccasions)[number]
  /** Whether it looked into the files, not at their checksums alone. */
  readonly deep: boolean
  readonly verdict: VerifyReport['verdict']
  readonly filesChecked: number
  readonly bytesChecked: number
  /** At most 100, damage first; `findingsLeftOut` counts the rest. */
  readonly findings: VerifyReport['findings']
  readonly findingsLeftOut: number
}

export * from './sources/source-connections.ts'
export type { ActivityArchivingDriver, OverviewArchive }
export * from './archive-library.ts'
export type { ArchiveRecord, ArchiveTimestamp } from './archive-record.ts'
