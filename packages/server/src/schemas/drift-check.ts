import type {
  AccessKey,
  AdditionalFile,
  NamingPreview,
  NewAccessKey,
  NewAdditionalFile,
  UploadState,
  ActivityArchivingTask,
  ActivityArchivingTaskStatus,
  ActivityMetadata,
  ArchivableActivity,
  ArchiveContents,
  ArchiveEntryDetails,
  ArchiveEntryPage,
  ArchiveFile,
  ArchiveFilePart,
  ArchiveRecord,
  ArchiveRemoval,
  ArchiveVerification,
  ArtifactCheckReport,
  BrowserSignIn,
  BrowserSignInRequest,
  CleaningReport,
  ConnectMoodleRequest,
  Course,
  CourseOverview,
  CreateTaskOptions,
  DriverOrigin,
  DriverProblem,
  ExportedArchive,
  FoundArchivePage,
  Group,
  ListArchiveFilesOptions,
  ListArchivesOptions,
  ListItemChangesOptions,
  ListEntriesOptions,
  ListItemsOptions,
  Owner,
  PageOptions,
  Participant,
  ReadArchiveFileOptions,
  RecogniseSiteRequest,
  RecognisedSite,
  RecordedError,
  Preset,
  SavePresetRequest,
  SearchArchivesOptions,
  SettingsDefinition,
  SettingsOrigin,
  SettingsPreset,
  SourceDescription,
  SourceRecord,
  SourceTraffic,
  SystemDescription,
  TaskEvent,
  TaskFilter,
  TaskItem,
  TaskItemChanges,
  TaskLogEntry,
  ValidatedTaskSettings,
  VerifyReport,
} from '@muniment/core'
import type { z } from 'zod'
import type { accessKey, createAccessKeyRequest, owner } from './access.ts'
import type { activityMetadata } from './activity.ts'
import type { additionalFile, beginUploadRequest, uploadState } from './additional-file.ts'
import type { archiveRecord, archiveVerification, listArchivesRequest, verifyReport } from './archive.ts'
import type {
  archiveContents,
  archiveEntryDetails,
  archiveEntryPage,
  archiveFile,
  archiveRemoval,
  exportedArchive,
  filePart,
  foundArchivePage,
  listEntriesRequest,
  listFilesRequest,
  readFileRequest,
  searchArchivesRequest,
} from './archive-library.ts'
import type { artifactCheckReport, cleaningReport } from './artifacts.ts'
import type { driverOrigin, driverProblem } from './driver.ts'
import type { recordedError } from './error.ts'
import type { namingPreview } from './naming.ts'
import type { preset, savePresetRequest } from './preset.ts'
import type { settingsDefinition, settingsOrigin, settingsPreset, validatedTaskSettings } from './settings.ts'
import type {
  archivableActivity,
  browserSignIn,
  browserSignInRequest,
  connectMoodleRequest,
  course,
  courseOverview,
  group,
  participant,
  recogniseSiteRequest,
  recognisedSite,
  sourceDescription,
  sourceRecord,
  sourceTraffic,
} from './source.ts'
import type { systemDescription } from './system.ts'
import type { taskEvent, taskLogEntry } from './task-event.ts'
import type { listItemChangesRequest, listItemsRequest, taskItem, taskItemChanges } from './task-item.ts'
import type { createTaskRequest, listTasksRequest, task, taskStatus } from './task.ts'

/** The same type for comparing: no `readonly`, and every property there, in a box that says whether it may be undefined. */
type Plain<T> = T extends Date
  ? T
  : T extends readonly (infer Entry)[]
    ? Plain<Entry>[]
    : T extends object
      ? { -readonly [Key in keyof T]-?: [Plain<T[Key]>] }
      : T

type Same<A, B> = [Plain<A>, Plain<B>] extends [Plain<B>, Plain<A>] ? true : false

type Describes<Schema extends z.ZodType, CoreType> = Same<z.output<Schema>, CoreType>

type AllTrue<Checks extends readonly true[]> = Checks['length']

/**
 * Does not compile when a schema and the type of core that it describes are no longer the same: a field more, a field
 * less or another type, on either side.
 */
export type SchemasDescribeCore = AllTrue<
  [
    Describes<typeof accessKey, AccessKey>,
    Describes<typeof createAccessKeyRequest, NewAccessKey>,
    Describes<typeof owner, Owner>,
    Describes<typeof activityMetadata, ActivityMetadata>,
    Describes<typeof additionalFile, AdditionalFile>,
    Describes<typeof beginUploadRequest, NewAdditionalFile & { taskId: string }>,
    Describes<typeof namingPreview, NamingPreview>,
    Describes<typeof uploadState, UploadState>,
    Describes<typeof archivableActivity, ArchivableActivity>,
    Describes<typeof archiveContents, ArchiveContents>,
    Describes<typeof archiveEntryDetails, ArchiveEntryDetails>,
    Describes<typeof archiveEntryPage, ArchiveEntryPage>,
    Describes<typeof archiveFile, ArchiveFile>,
    Describes<typeof archiveRecord, ArchiveRecord>,
    Describes<typeof archiveRemoval, ArchiveRemoval>,
    Same<Omit<z.output<typeof filePart>, 'content'>, Omit<ArchiveFilePart, 'content'>>,
    Describes<typeof exportedArchive, ExportedArchive>,
    Describes<typeof foundArchivePage, FoundArchivePage>,
    Describes<typeof listEntriesRequest, ListEntriesOptions & { archiveId: string }>,
    Describes<typeof listFilesRequest, ListArchiveFilesOptions & { archiveId: string }>,
    Describes<typeof readFileRequest, ReadArchiveFileOptions & { archiveId: string }>,
    Describes<typeof searchArchivesRequest, SearchArchivesOptions>,
    Describes<typeof archiveVerification, ArchiveVerification>,
    Describes<typeof artifactCheckReport, ArtifactCheckReport>,
    Describes<typeof browserSignIn, BrowserSignIn>,
    Describes<typeof browserSignInRequest, BrowserSignInRequest>,
    Describes<typeof cleaningReport, CleaningReport>,
    Describes<typeof connectMoodleRequest, ConnectMoodleRequest>,
    Describes<typeof course, Course>,
    Describes<typeof courseOverview, CourseOverview>,
    Describes<typeof driverOrigin, DriverOrigin>,
    Describes<typeof driverProblem, DriverProblem>,
    Describes<typeof group, Group>,
    Describes<typeof listArchivesRequest, ListArchivesOptions>,
    Describes<typeof listItemChangesRequest, ListItemChangesOptions & { taskId: string }>,
    Describes<typeof listItemsRequest, ListItemsOptions & { taskId: string }>,
    Describes<typeof listTasksRequest, TaskFilter & PageOptions>,
    Describes<typeof participant, Participant>,
    Describes<typeof recogniseSiteRequest, RecogniseSiteRequest>,
    Describes<typeof recognisedSite, RecognisedSite>,
    Describes<typeof recordedError, RecordedError>,
    Describes<typeof preset, Preset>,
    Describes<typeof savePresetRequest, SavePresetRequest>,
    Describes<typeof settingsOrigin, SettingsOrigin>,
    Describes<typeof sourceTraffic, SourceTraffic>,
    Describes<typeof settingsDefinition, SettingsDefinition>,
    Describes<typeof settingsPreset, SettingsPreset>,
    Describes<typeof sourceDescription, SourceDescription>,
    Describes<typeof sourceRecord, SourceRecord>,
    Describes<typeof systemDescription, SystemDescription>,
    Describes<typeof task, ActivityArchivingTask>,
    Describes<typeof taskEvent, TaskEvent>,
    Describes<typeof taskItem, TaskItem>,
    Describes<typeof taskItemChanges, TaskItemChanges>,
    Describes<typeof taskLogEntry, TaskLogEntry>,
    Describes<typeof taskStatus, ActivityArchivingTaskStatus>,
    Describes<typeof validatedTaskSettings, ValidatedTaskSettings>,
    Describes<typeof verifyReport, VerifyReport>,
    Same<
      Omit<z.output<typeof createTaskRequest>, 'activity' | 'driverId' | 'settings'>,
      Omit<CreateTaskOptions, 'presetsOf'>
    >,
  ]
>
