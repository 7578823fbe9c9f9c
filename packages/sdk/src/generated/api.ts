// Generated from the router of @muniment/server by scripts/generate.ts. Do not edit.

import type { CallOptions } from '../call-options.ts'
import type {
  AccessKey,
  AccessKeyPage,
  AccessKeyReference,
  ActivityArchivingTask,
  ActivityArchivingTaskStatus,
  AddSampleRequest,
  AdditionalFile,
  AdditionalFileReference,
  AppendToUploadRequest,
  ArchivableActivity,
  ArchiveContents,
  ArchiveEntryDetails,
  ArchiveEntryPage,
  ArchiveEntryReference,
  ArchiveFilePage,
  ArchiveFilePart,
  ArchivePage,
  ArchiveRecord,
  ArchiveReference,
  ArchiveRemoval,
  ArchiveRemovalPage,
  ArchiveVerificationPage,
  ArtifactCheckReport,
  BeginUploadRequest,
  BrowserSignIn,
  BrowserSignInRequest,
  CandidatePage,
  CleaningReport,
  CollectDiagnosticsRequest,
  ConnectMoodleRequest,
  Course,
  CourseOverview,
  CourseReference,
  CreateAccessKeyRequest,
  CreatedAccessKey,
  Diagnostics,
  DriverDescription,
  DriverProblem,
  DriverReference,
  EstimateTaskRequest,
  ExportArchiveRequest,
  ExportedArchive,
  FinishBrowserSignInRequest,
  FinishUploadRequest,
  FoundArchivePage,
  Group,
  ListAccessKeysRequest,
  ListArchivesRequest,
  ListCandidatesRequest,
  ListEntriesRequest,
  ListFilesRequest,
  ListItemChangesRequest,
  ListItemsRequest,
  ListLogRequest,
  ListOverviewRequest,
  ListOwnersRequest,
  ListParticipantsRequest,
  ListPresetsRequest,
  ListRemovalsRequest,
  ListSourcesRequest,
  ListTasksRequest,
  ListVerificationsRequest,
  NamingPreview,
  OverviewPage,
  OwnerPage,
  ParticipantPage,
  Preset,
  PresetReference,
  PreviewNameRequest,
  ReadFileRequest,
  RecogniseSiteRequest,
  RecognisedSite,
  RemoveArchiveRequest,
  RenamePresetRequest,
  SavePresetRequest,
  SearchArchivesRequest,
  SetDefaultPresetRequest,
  SetPriorityRequest,
  SetSourceOwnerRequest,
  SourceDescription,
  SourcePage,
  SourceRecord,
  SourceReference,
  SourceTraffic,
  SystemDescription,
  TaskEstimate,
  TaskEvent,
  TaskItemChanges,
  TaskItemPage,
  TaskLogPage,
  TaskPage,
  TaskReference,
  TaskSettingsDefinition,
  TimestampArchiveRequest,
  UploadReference,
  UploadState,
  VerifyArchiveRequest,
  VerifyReport,
  WatchTasksRequest,
} from './types.ts'
import type { TypedTaskRequest } from '../typed-task-request.ts'
import type { WatchOptions } from '../watch-options.ts'

export interface DriversApi {
  /** The drivers of this installation, built-in ones first. */
  list(input?: undefined, options?: CallOptions): Promise<readonly DriverDescription[]>

  /** Packages with drivers that were found and cannot be used, and why. They keep no other driver from working. */
  listProblems(input?: undefined, options?: CallOptions): Promise<readonly DriverProblem[]>

  /** What can be set for a task of a driver. Throws `not_found`. */
  getSettings(input: DriverReference, options?: CallOptions): Promise<TaskSettingsDefinition>

  /**
   * The name that a naming pattern makes of the examples of its variables, exactly as a task would, and what is wrong
   * with it. Throws `not_found`; `settings_invalid` if the driver has no such naming pattern.
   */
  previewName(input: PreviewNameRequest, options?: CallOptions): Promise<NamingPreview>
}

export interface SourcesApi {
  /**
   * Finds the Moodle site that somebody means by an address, and tells its name, picture, and how people sign in. Sends
   * no secret and keeps nothing. Throws `forbidden` for a key that is limited to sources, `input_invalid`,
   * `source_unexpected` (not a Moodle), `source_unavailable`, `timed_out`.
   */
  recognise(input: RecogniseSiteRequest, options?: CallOptions): Promise<RecognisedSite>

  /**
   * Connects a Moodle site: finds it, signs in, and keeps it. It belongs to the owner of the key; a site that its owner
   * has connected already for the same user is updated. Throws `forbidden` for a key that is limited to sources,
   * `input_invalid`, `source_unexpected` (not a Moodle), `source_unauthenticated`, `source_denied`,
   * `source_unavailable`.
   */
  connectMoodle(input: ConnectMoodleRequest, options?: CallOptions): Promise<SourceRecord>

  /**
   * Begins to sign in to a Moodle site by a browser, where its own sign-in page vouches for people. Open `launchUrl` in
   * a browser; what it is led to after the sign-in goes to `finishBrowserSignIn`, once and within 10 minutes. Throws as
   * `connectMoodle`; `source_denied` if the site has no such sign-in; `rate_limited` while too many are under way.
   */
  beginBrowserSignIn(input: BrowserSignInRequest, options?: CallOptions): Promise<BrowserSignIn>

  /**
   * Connects the site that a browser signed in to. Throws `input_invalid` if it was not begun by the same owner, was
   * finished already, or came too late; else as `connectMoodle`.
   */
  finishBrowserSignIn(input: FinishBrowserSignInRequest, options?: CallOptions): Promise<SourceRecord>

  /**
   * Adds the built-in sample course, an invented one that needs no network and no sign-in. Where it is there already,
   * it is the same source. Throws `forbidden` for a key that is limited to sources.
   */
  addSample(input: AddSampleRequest, options?: CallOptions): Promise<SourceRecord>

  /** The connected sources. */
  list(input?: ListSourcesRequest, options?: CallOptions): Promise<SourcePage>

  /** One source. Throws `not_found`. */
  get(input: SourceReference, options?: CallOptions): Promise<SourceRecord>

  /**
   * Gives a source to another owner, and with it its tasks and archives. Throws `not_found` for source or owner;
   * `state_conflict` if that owner has connected the same site for the same user.
   */
  setOwner(input: SetSourceOwnerRequest, options?: CallOptions): Promise<SourceRecord>

  /** Forgets a source and its secret. Throws `not_found`; `state_conflict` while tasks of it exist. */
  remove(input: SourceReference, options?: CallOptions): Promise<void>

  /** Asks the site who we are; tells whether the token still works. Throws `source_unauthenticated` if not. */
  check(input: SourceReference, options?: CallOptions): Promise<SourceDescription>

  /** How a site is read at the moment, for operators. Asks nobody. Throws `not_found`. */
  traffic(input: SourceReference, options?: CallOptions): Promise<SourceTraffic>

  /** The courses that the signed-in user can read, by name. */
  listCourses(input: SourceReference, options?: CallOptions): Promise<readonly Course[]>

  /** All activities of a course in the order of the course page, each with the driver that archives it. */
  listActivities(input: CourseReference, options?: CallOptions): Promise<readonly ArchivableActivity[]>

  /**
   * The courses of the signed-in user, by name, with how each of their activities stands: never archived, archived,
   * changed since, archiving, failed, or not supported. Archived activities are looked at in a few requests a course;
   * what such a look cannot see, archiving does.
   */
  listOverview(input: ListOverviewRequest, options?: CallOptions): Promise<OverviewPage>

  /**
   * One course with how each of its activities stands, as `listOverview` tells it. Throws `not_found` if the signed-in
   * user has no such course.
   */
  getCourseOverview(input: CourseReference, options?: CallOptions): Promise<CourseOverview>

  /** The groups of a course. */
  listGroups(input: CourseReference, options?: CallOptions): Promise<readonly Group[]>

  /** Everyone enrolled in a course, and people who have left it as far as the source still knows them, page by page. */
  listParticipants(input: ListParticipantsRequest, options?: CallOptions): Promise<ParticipantPage>
}

export interface TasksApi {
  /**
   * Makes a task; `execute` starts it. Throws `settings_invalid` naming the setting in `details.setting`,
   * `input_invalid` if the activity is of another kind, `not_found` if driver or source is unknown, `forbidden` for a
   * `destinationFolder` over the network.
   */
  create<Driver extends string>(input: TypedTaskRequest<Driver>, options?: CallOptions): Promise<ActivityArchivingTask>

  /**
   * What archiving an activity would come to, without making a task: how many items, how they are called, what such
   * items took before. Asks the source for at most 10 seconds. Throws as `create`, and what the source throws.
   */
  estimate(input: EstimateTaskRequest, options?: CallOptions): Promise<TaskEstimate>

  /**
   * The items of an activity among which a scope setting can pick, page by page. Throws `not_found`, `input_invalid` as
   * `create`, `settings_invalid` if the setting picks none, and what the source throws.
   */
  listCandidates(input: ListCandidatesRequest, options?: CallOptions): Promise<CandidatePage>

  /**
   * Schedules a created, paused, failed or aborted task. A task that ran before does only what is missing. Returns
   * false if its state does not allow it. Throws `not_found`.
   */
  execute(input: TaskReference, options?: CallOptions): Promise<boolean>

  /**
   * Gracefully stops a scheduled, running or paused task; what was done is kept. Returns false if there is nothing to
   * stop. Throws `not_found`.
   */
  abort(input: TaskReference, options?: CallOptions): Promise<boolean>

  /**
   * Stops a scheduled or running task for a while; it stays paused, also after a restart, until it is resumed or
   * executed. Returns true if it is paused or pausing, false if there is nothing to pause. Throws `not_found`.
   */
  pause(input: TaskReference, options?: CallOptions): Promise<boolean>

  /** Lets a paused task go on where it was. Returns false unless it was paused. Throws `not_found`. */
  resume(input: TaskReference, options?: CallOptions): Promise<boolean>

  /**
   * Changes how soon a waiting or running task gets its turn, compared with others. Returns false if it is finished.
   * Throws `not_found`.
   */
  setPriority(input: SetPriorityRequest, options?: CallOptions): Promise<boolean>

  /**
   * Schedules a failed task to be sealed without the items that could not be archived. The archive says that it is
   * incomplete and what is missing. Returns false unless the task has failed. Throws `not_found`.
   */
  sealIncomplete(input: TaskReference, options?: CallOptions): Promise<boolean>

  /** One task. Throws `not_found`. */
  get(input: TaskReference, options?: CallOptions): Promise<ActivityArchivingTask>

  /** How a task is doing. Throws `not_found`. */
  getStatus(input: TaskReference, options?: CallOptions): Promise<ActivityArchivingTaskStatus>

  /** Tasks, newest first. */
  list(input?: ListTasksRequest, options?: CallOptions): Promise<TaskPage>

  /** The additional files of a task, in the order in which they were added. Throws `not_found`. */
  listFiles(input: TaskReference, options?: CallOptions): Promise<readonly AdditionalFile[]>

  /** Takes an additional file out of a task again. Throws `not_found`, `state_conflict` if the task was executed. */
  removeFile(input: AdditionalFileReference, options?: CallOptions): Promise<void>

  /** Items of a task; those in trouble first, then in listing order. Throws `not_found`. */
  listItems(input: ListItemsRequest, options?: CallOptions): Promise<TaskItemPage>

  /**
   * Items of a task in the order in which they last changed, to read all of them once and from then on, whenever
   * `watch` tells of something, only what is new. None while the items are being found out. Throws `not_found`.
   */
  listItemChanges(input: ListItemChangesRequest, options?: CallOptions): Promise<TaskItemChanges>

  /** The log of a task, oldest first unless asked otherwise. Throws `not_found`. */
  listLog(input: ListLogRequest, options?: CallOptions): Promise<TaskLogPage>

  /**
   * What happens from now on, or from just after the event `after`: log entries without gap or double, and status
   * snapshots whenever something changes (the latest only). Starts with a status snapshot of each watched task. Ends
   * after a status of the one task in which nothing more happens by itself (finished, failed, aborted, paused), or
   * never. Throws `not_found`.
   */
  watch(input?: WatchTasksRequest, options?: WatchOptions): AsyncIterable<TaskEvent>
}

export interface PresetsApi {
  /** Presets of a driver: its own first, then one's own, by name. Throws `not_found`. */
  list(input: ListPresetsRequest, options?: CallOptions): Promise<readonly Preset[]>

  /**
   * Keeps settings under a name; only what is given is kept. Throws `settings_invalid` naming the setting in
   * `details.setting`, `input_invalid` for the name, `state_conflict` if it is taken or there are too many, `not_found`
   * for the driver.
   */
  save(input: SavePresetRequest, options?: CallOptions): Promise<Preset>

  /**
   * Gives a kept preset another name. Throws `settings_invalid` if there is no such preset, `not_supported` for one of
   * the driver, `input_invalid` for the name, `state_conflict` if it is taken.
   */
  rename(input: RenamePresetRequest, options?: CallOptions): Promise<Preset>

  /**
   * Forgets a kept preset; it is the default no more. Throws `settings_invalid` if there is none, `not_supported` for
   * one of the driver.
   */
  remove(input: PresetReference, options?: CallOptions): Promise<void>

  /**
   * Chooses the preset that holds for one's own new tasks that name none. Throws `settings_invalid` if there is none,
   * or the driver does not take it any more.
   */
  setDefault(input: SetDefaultPresetRequest, options?: CallOptions): Promise<void>
}

export interface UploadsApi {
  /**
   * Begins to send an additional file of a task, chunk by chunk. Throws `not_found`, `state_conflict` if the task was
   * executed or too many uploads are open, `input_invalid`.
   */
  begin(input: BeginUploadRequest, options?: CallOptions): Promise<UploadState>

  /** How far an upload is, to go on with it. One to which nothing was added for a day is gone. Throws `not_found`. */
  get(input: UploadReference, options?: CallOptions): Promise<UploadState>

  /**
   * Adds the next chunk; it is on disk when this returns. Throws `not_found`, `input_invalid` if it or the whole is too
   * large, `state_conflict` unless it begins at `details.offset`.
   */
  append(input: AppendToUploadRequest, options?: CallOptions): Promise<UploadState>

  /**
   * Adds what was sent to the task. Asked again, it gives the same file. Throws `not_found`, `input_invalid` if the
   * task has too many files, `state_conflict` if the task was executed, or with `details.offset` if something is
   * missing.
   */
  finish(input: FinishUploadRequest, options?: CallOptions): Promise<AdditionalFile>

  /** Forgets an upload, whether it is there or not. */
  discard(input: UploadReference, options?: CallOptions): Promise<void>
}

export interface ArchivesApi {
  /**
   * Archives that have all words of a search in what they are of or in one of their entries, newest first. Case and
   * accents make no difference.
   */
  search(input?: SearchArchivesRequest, options?: CallOptions): Promise<FoundArchivePage>

  /** What an archive says of itself, read from its file. Throws `not_found`, `manifest_invalid` if it is damaged. */
  getDescription(input: ArchiveReference, options?: CallOptions): Promise<ArchiveContents>

  /** What is in an archive: one entry each for an attempt, a submission, a discussion. Throws `not_found`. */
  listEntries(input: ListEntriesRequest, options?: CallOptions): Promise<ArchiveEntryPage>

  /** One entry with its files. Throws `not_found`. */
  getEntry(input: ArchiveEntryReference, options?: CallOptions): Promise<ArchiveEntryDetails>

  /** The files of an archive below a folder, by path. Throws `not_found`, `manifest_invalid` if it cannot be opened. */
  listFiles(input: ListFilesRequest, options?: CallOptions): Promise<ArchiveFilePage>

  /**
   * A part of a file within an archive, unpacked. Reading on where the last part ended costs no more than reading once.
   * Throws `not_found`, `manifest_invalid` if the file is damaged.
   */
  readFile(input: ReadFileRequest, options?: CallOptions): Promise<ArchiveFilePart>

  /**
   * Copies an archive to a folder of this computer, never over another file, and reads the copy again. Throws
   * `not_found`, `write_mismatch`, `storage_full`, `forbidden` over the network: there it is downloaded.
   */
  export(input: ExportArchiveRequest, options?: CallOptions): Promise<ExportedArchive>

  /**
   * Removes an archive for good. What it was, who removed it and why is kept. Throws `not_found`, `storage_failed` if
   * the file cannot be removed yet.
   */
  remove(input: RemoveArchiveRequest, options?: CallOptions): Promise<ArchiveRemoval>

  /** Archives that were removed, by whom and why; newest removal first. */
  listRemovals(input?: ListRemovalsRequest, options?: CallOptions): Promise<ArchiveRemovalPage>

  /** Sealed archives, newest first. */
  list(input?: ListArchivesRequest, options?: CallOptions): Promise<ArchivePage>

  /** One archive. Throws `not_found`. */
  get(input: ArchiveReference, options?: CallOptions): Promise<ArchiveRecord>

  /**
   * What verifications of an archive found, newest first, whether somebody asked for them or they were due. The last
   * 200 are kept. Throws `not_found`.
   */
  listVerifications(input: ListVerificationsRequest, options?: CallOptions): Promise<ArchiveVerificationPage>

  /**
   * Asks the time-stamping authorities that have not certified the archive yet, and puts what they grant into its file:
   * the payload stays as it is, the hash of the file does not. An authority that fails is told in the record. Throws
   * `not_found`, `not_supported` if no authority is configured, `manifest_invalid` if the archive is damaged.
   */
  timestamp(input: TimestampArchiveRequest, options?: CallOptions): Promise<ArchiveRecord>

  /**
   * Checks the archive's file and keeps what was found. Damage is a finding and no error, a missing file too. `deep`
   * looks into the files besides. Throws `not_found`.
   */
  verify(input: VerifyArchiveRequest, options?: CallOptions): Promise<VerifyReport>
}

export interface ArtifactsApi {
  /**
   * Removes what nothing needs any more from the artifact store. What is found unneeded is put aside first and removed
   * a day later at the earliest. Happens once a day by itself.
   */
  clean(input?: undefined, options?: CallOptions): Promise<CleaningReport>

  /**
   * Reads everything in the artifact store and compares it with its hash, and looks whether all is there that something
   * needs. What has changed is moved away. Damage is told and no error.
   */
  check(input?: undefined, options?: CallOptions): Promise<ArtifactCheckReport>
}

export interface AccessApi {
  /**
   * Makes an access key. What must be sent is told this once. Throws `input_invalid`, `not_found` for a source,
   * `state_conflict` if no owner is named and there is one that is called like the key.
   */
  createKey(input: CreateAccessKeyRequest, options?: CallOptions): Promise<CreatedAccessKey>

  /** All access keys, also those that are no longer good, oldest first. */
  listKeys(input?: ListAccessKeysRequest, options?: CallOptions): Promise<AccessKeyPage>

  /** Who sources and presets belong to, oldest first. */
  listOwners(input?: ListOwnersRequest, options?: CallOptions): Promise<OwnerPage>

  /** Takes an access key back, for good; once more changes nothing. Throws `not_found`. */
  revokeKey(input: AccessKeyReference, options?: CallOptions): Promise<AccessKey>
}

export interface SystemApi {
  /** Facts about this installation. */
  describe(input?: undefined, options?: CallOptions): Promise<SystemDescription>

  /**
   * What helps to find a fault, for a report to those who make Muniment: it names nobody and holds no secret. Throws
   * `not_found`.
   */
  collectDiagnostics(input: CollectDiagnosticsRequest, options?: CallOptions): Promise<Diagnostics>
}

/** All procedures of the router. */
export interface MunimentApi {
  readonly drivers: DriversApi
  readonly sources: SourcesApi
  readonly tasks: TasksApi
  readonly presets: PresetsApi
  readonly uploads: UploadsApi
  readonly archives: ArchivesApi
  readonly artifacts: ArtifactsApi
  readonly access: AccessApi
  readonly system: SystemApi
}

/** How each procedure is called. */
export const procedures = {
  'drivers.list': 'query',
  'drivers.listProblems': 'query',
  'drivers.getSettings': 'query',
  'drivers.previewName': 'query',
  'sources.recognise': 'query',
  'sources.connectMoodle': 'mutation',
  'sources.beginBrowserSignIn': 'mutation',
  'sources.finishBrowserSignIn': 'mutation',
  'sources.addSample': 'mutation',
  'sources.list': 'query',
  'sources.get': 'query',
  'sources.setOwner': 'mutation',
  'sources.remove': 'mutation',
  'sources.check': 'query',
  'sources.traffic': 'query',
  'sources.listCourses': 'query',
  'sources.listActivities': 'query',
  'sources.listOverview': 'query',
  'sources.getCourseOverview': 'query',
  'sources.listGroups': 'query',
  'sources.listParticipants': 'query',
  'tasks.create': 'mutation',
  'tasks.estimate': 'query',
  'tasks.listCandidates': 'query',
  'tasks.execute': 'mutation',
  'tasks.abort': 'mutation',
  'tasks.pause': 'mutation',
  'tasks.resume': 'mutation',
  'tasks.setPriority': 'mutation',
  'tasks.sealIncomplete': 'mutation',
  'tasks.get': 'query',
  'tasks.getStatus': 'query',
  'tasks.list': 'query',
  'tasks.listFiles': 'query',
  'tasks.removeFile': 'mutation',
  'tasks.listItems': 'query',
  'tasks.listItemChanges': 'query',
  'tasks.listLog': 'query',
  'tasks.watch': 'subscription',
  'presets.list': 'query',
  'presets.save': 'mutation',
  'presets.rename': 'mutation',
  'presets.remove': 'mutation',
  'presets.setDefault': 'mutation',
  'uploads.begin': 'mutation',
  'uploads.get': 'query',
  'uploads.append': 'mutation',
  'uploads.finish': 'mutation',
  'uploads.discard': 'mutation',
  'archives.search': 'query',
  'archives.getDescription': 'query',
  'archives.listEntries': 'query',
  'archives.getEntry': 'query',
  'archives.listFiles': 'query',
  'archives.readFile': 'query',
  'archives.export': 'mutation',
  'archives.remove': 'mutation',
  'archives.listRemovals': 'query',
  'archives.list': 'query',
  'archives.get': 'query',
  'archives.listVerifications': 'query',
  'archives.timestamp': 'mutation',
  'archives.verify': 'mutation',
  'artifacts.clean': 'mutation',
  'artifacts.check': 'mutation',
  'access.createKey': 'mutation',
  'access.listKeys': 'query',
  'access.listOwners': 'query',
  'access.revokeKey': 'mutation',
  'system.describe': 'query',
  'system.collectDiagnostics': 'query',
} as const
