// Generated from the router of @muniment/server by scripts/generate.ts. Do not edit.

/** A key by which someone uses Muniment over a network. Its secret is not kept. */
export interface AccessKey {
  readonly id: string
  readonly name: string
  readonly role: AccessRole
  readonly owner: AccessKeyOwner
  /** The sources that it is limited to, whoever they belong to; null if it reaches what its role reaches. */
  readonly sourceIds: readonly string[] | null
  readonly createdAt: Date
  /** From when on it is refused, or null. */
  readonly expiresAt: Date | null
  /** When it was taken back, or null. */
  readonly revokedAt: Date | null
  /** When it was last used, to the minute; null if it never was. */
  readonly lastUsedAt: Date | null
}

/** In whose name a key is used. */
export interface AccessKeyOwner {
  readonly id: string
  readonly name: string
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface AccessKeyPage {
  readonly entries: readonly AccessKey[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** Which access key. */
export interface AccessKeyReference {
  readonly accessKeyId: string
}

/**
 * What the holder of a key may do: a viewer sees and downloads; an archivist archives too; an auditor sees, verifies
 * and sees who has access; an operator may do everything.
 */
export type AccessRole = "viewer" | "archivist" | "auditor" | "operator"

/** One request to archive one activity. A snapshot. */
export interface ActivityArchivingTask {
  readonly id: string
  readonly driverId: string
  readonly activity: ActivityMetadata
  readonly settings: ValidatedTaskSettings
  /** Null for tasks of versions that did not keep it. */
  readonly settingsOrigin: SettingsOrigin | null
  /** Who asked for it, as far as known. */
  readonly requestedBy: string
  /** Folder of the archive, or null for the default one. */
  readonly destinationFolder: string | null
  /** Whether what has not changed since the archive before is taken from there. */
  readonly reuseUnchanged: boolean
  readonly priority: TaskPriority
  readonly createdAt: Date
  /** When it last started running. */
  readonly startedAt: Date | null
  /** When it reached a final state. */
  readonly endedAt: Date | null
  /** The sealed archive, once there is one; an earlier one if nothing has changed since. */
  readonly archiveId: string | null
  readonly status: ActivityArchivingTaskStatus
}

/** How a task is doing. */
export interface ActivityArchivingTaskStatus {
  readonly taskId: string
  readonly state: TaskState
  readonly progress: TaskProgress
  /** Why the task failed, or what it is paused for; else null. */
  readonly error: RecordedError | null
  readonly activity: TaskActivity | null
}

/** Which activity a task archives. Ids are those of the source; names are kept so that a task can be shown offline. */
export interface ActivityMetadata {
  /** Id of the source in Muniment. */
  readonly sourceId: string
  readonly courseId: number
  readonly courseName: string
  readonly courseShortName: string
  /** Module name of the LMS: `quiz`, `assign` … */
  readonly activityKind: string
  /** Id among the activities of its kind (Moodle's `instance`). */
  readonly activityId: number
  /** Id of the course module (Moodle's `cmid`). */
  readonly courseModuleId: number
  readonly activityName: string
}

/** An activity and what was archived of it so far. */
export interface ActivityOverview {
  readonly activity: ArchivableActivity
  /**
   * `archived`: no change since shows, or whether there was one cannot be told; `failed`: the newest task did not come
   * to an archive.
   */
  readonly state: "not_supported" | "never_archived" | "archiving" | "failed" | "changed" | "archived"
  /** The newest archive, whatever the state; null if there is none. */
  readonly archive: OverviewArchive | null
  /** Whether it has changed since then; null if that cannot be told, or there is no archive. */
  readonly changed: boolean | null
  /** The newest task, or null. */
  readonly taskId: string | null
  /** Why it failed, or why it cannot be archived; else null. */
  readonly reason: LocalizedText | null
}

/** In which language the sample course is wanted. */
export interface AddSampleRequest {
  readonly language: "en" | "de"
}

/** A file that a person added to a task: a seating plan, minutes, a scan. */
export interface AdditionalFile {
  readonly id: string
  /** As it was given. In the archive it may be called otherwise, to be safe and unique. */
  readonly name: string
  /** What its giver says of it; empty if nothing was said. */
  readonly note: string
  /** By the extension of the name. */
  readonly mediaType: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** Which additional file of which task. */
export interface AdditionalFileReference {
  /** Id of the task. */
  readonly taskId: string
  readonly fileId: string
}

/** The next chunk of a file. */
export interface AppendToUploadRequest {
  /** Id of the upload. */
  readonly uploadId: string
  /** Where the chunk begins in the file. */
  readonly offset: number
  /** The chunk in base64: at most 512 KiB of content. */
  readonly content: string
}

/** One course module, and whether it can be archived. */
export interface ArchivableActivity {
  /** Id of the course module (`cmid`), unique on the site. */
  readonly courseModuleId: number
  /** Id among the activities of its kind. */
  readonly instanceId: number
  /** Module name of the LMS: `quiz`, `assign` … */
  readonly kind: string
  readonly name: string
  readonly courseId: number
  readonly sectionName: string
  readonly idNumber: string
  readonly visible: boolean
  readonly opensAt: string | null
  readonly closesAt: string | null
  /** The driver that archives it unless another one is chosen; null if none can. */
  readonly driverId: string | null
  /** All drivers that can archive it, that one first. */
  readonly driverIds: readonly string[]
}

/** What an archive says of itself. */
export interface ArchiveContents {
  readonly title: string
  readonly driver: string
  readonly site: {
    readonly name: string
    readonly url: string
    readonly kind: string
    readonly release: string
  }
  readonly course: {
    readonly id: number
    readonly name: string
    readonly shortName: string
  }
  readonly activity: {
    readonly kind: string
    readonly id: number
    readonly name: string
  }
  readonly anonymised: boolean
  readonly complete: boolean
  /** What is missing; at most 1,000, `missingLeftOut` counts the rest. */
  readonly missing: readonly string[]
  readonly missingLeftOut: number
  readonly items: {
    readonly total: number
    readonly archived: number
    readonly failed: number
  }
  /** Lines of bag-info.txt. */
  readonly bagInfo: readonly {
    readonly label: string
    readonly value: string
  }[]
  /** Files that people added by hand. */
  readonly additionalFiles: readonly ArchiveFile[]
}

/** One item of an archive, as it stands in lists. */
export interface ArchiveEntry {
  /** Its place in the archive's list, from 0. */
  readonly ordinal: number
  readonly key: string
  readonly title: string
  /** `failed`: it could not be archived. */
  readonly state: "archived" | "failed"
  /** Whose it is; null if that is not one person, or nobody is named. */
  readonly personName: string | null
  readonly idNumber: string | null
  readonly userName: string | null
  /** How it stands, in the source's word, such as `finished`. */
  readonly sourceState: string | null
  /** When it was finished, handed in, or last written in. */
  readonly at: Date | null
  readonly grade: number | null
  readonly maxGrade: number | null
  /** A grade that is no number, as the source shows it. */
  readonly gradeText: string | null
  /** Path of the report within the archive, or null if there is none. */
  readonly reportPath: string | null
  readonly attachments: number
  /** Whether something that belongs to it is not in the archive. */
  readonly lacksSomething: boolean
}

/** One item of an archive with its files. */
export interface ArchiveEntryDetails {
  /** Its place in the archive's list, from 0. */
  readonly ordinal: number
  readonly key: string
  readonly title: string
  /** `failed`: it could not be archived. */
  readonly state: "archived" | "failed"
  /** Whose it is; null if that is not one person, or nobody is named. */
  readonly personName: string | null
  readonly idNumber: string | null
  readonly userName: string | null
  /** How it stands, in the source's word, such as `finished`. */
  readonly sourceState: string | null
  /** When it was finished, handed in, or last written in. */
  readonly at: Date | null
  readonly grade: number | null
  readonly maxGrade: number | null
  /** A grade that is no number, as the source shows it. */
  readonly gradeText: string | null
  /** Path of the report within the archive, or null if there is none. */
  readonly reportPath: string | null
  readonly attachments: number
  /** Whether something that belongs to it is not in the archive. */
  readonly lacksSomething: boolean
  /** At most 1,000; `filesLeftOut` counts the rest. */
  readonly files: readonly ArchiveEntryFile[]
  readonly filesLeftOut: number
  /** What is missing, or must be known. */
  readonly remarks: readonly ({
    readonly severity: "missing" | "notice"
    readonly message: string
  })[]
  /** Why it could not be archived. */
  readonly error: string | null
}

/** One file of an entry. */
export interface ArchiveEntryFile {
  /** From the archive's folder: `data/index.html`. */
  readonly path: string
  readonly role: "report" | "copy" | "attachment" | "raw"
  readonly mediaType: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface ArchiveEntryPage {
  readonly entries: readonly ArchiveEntry[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
  /** How many entries there are that the search finds. */
  readonly total: number
  readonly listing: EntryListingState
}

/** Which entry. */
export interface ArchiveEntryReference {
  /** Id of the archive. */
  readonly archiveId: string
  readonly ordinal: number
}

/** A file within an archive. */
export interface ArchiveFile {
  /** From the archive's folder: `data/index.html`. */
  readonly path: string
  readonly sizeBytes: number
  /** By the extension of the name. */
  readonly mediaType: string
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface ArchiveFilePage {
  readonly entries: readonly ArchiveFile[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** A part of a file within an archive. */
export interface ArchiveFilePart {
  /** From the archive's folder: `data/index.html`. */
  readonly path: string
  readonly sizeBytes: number
  /** By the extension of the name. */
  readonly mediaType: string
  readonly offset: number
  /** The bytes, as Base64. */
  readonly content: string
  /** Where the next part begins; null at the end. */
  readonly nextOffset: number | null
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface ArchivePage {
  readonly entries: readonly ArchiveRecord[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** The sealed package of a finished task: a BagIt bag, zipped. */
export interface ArchiveRecord {
  readonly id: string
  readonly taskId: string
  readonly title: string
  readonly fileName: string
  /** Where it lies: a path on the server's computer, or `s3://bucket/key`. */
  readonly path: string
  /** Of the zip, in hex. */
  readonly sha256: string
  readonly sizeBytes: number
  /** False if something is missing in it, knowingly. */
  readonly complete: boolean
  readonly items: number
  readonly sealedAt: Date
  /** The archive of which this is a new version, or null. */
  readonly predecessorId: string | null
  /** One for each authority that was asked. */
  readonly timestamps: readonly ArchiveTimestamp[]
  readonly lastVerifiedAt: Date | null
  readonly lastVerdict: VerifyVerdict | null
  /** From when on it is verified again by itself; null if that happens only when asked for. */
  readonly nextVerificationAt: Date | null
}

/** Which archive. */
export interface ArchiveReference {
  /** Id of the archive. */
  readonly archiveId: string
}

/** What is kept of an archive that was removed. */
export interface ArchiveRemoval {
  readonly archiveId: string
  readonly taskId: string
  readonly removedAt: Date
  readonly removedBy: string
  readonly reason: string
  readonly title: string
  readonly fileName: string
  /** Where it lay. */
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly items: number
  readonly sealedAt: Date
  /** False until the file is gone. */
  readonly fileRemoved: boolean
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface ArchiveRemovalPage {
  readonly entries: readonly ArchiveRemoval[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** What came of asking a time-stamping authority for an archive. */
export interface ArchiveTimestamp {
  /** Address of the authority. */
  readonly authority: string
  readonly state: "granted" | "failed"
  /** `renewal`: it certifies everything anew, earlier timestamps included. */
  readonly kind: "timestamp" | "renewal"
  /** The moment that the authority vouches for; of one that failed, when it was asked. */
  readonly at: Date
  /** Who signed, as its certificate names it; null if it failed. */
  readonly signedBy: string | null
  /** Why there is none. It can be asked for again later. */
  readonly error: RecordedError | null
}

/** What one verification of an archive found, as it is kept. */
export interface ArchiveVerification {
  readonly id: number
  readonly archiveId: string
  readonly at: Date
  /** Whether somebody asked for it, or it was due. */
  readonly occasion: "request" | "schedule"
  /** Whether it looked into the files, not at their checksums alone. */
  readonly deep: boolean
  readonly verdict: VerifyVerdict
  readonly filesChecked: number
  readonly bytesChecked: number
  /** At most 100, damage first; `findingsLeftOut` counts the rest. */
  readonly findings: readonly VerifyFinding[]
  readonly findingsLeftOut: number
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface ArchiveVerificationPage {
  readonly entries: readonly ArchiveVerification[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** What checking the artifact store found. */
export interface ArtifactCheckReport {
  readonly contentsChecked: number
  readonly bytesChecked: number
  /** At most 1,000; `damagesLeftOut` counts the rest. */
  readonly damages: readonly ArtifactDamage[]
  readonly damagesLeftOut: number
}

/** A content of the artifact store that cannot be used. */
export interface ArtifactDamage {
  /** What its hash should be, in hex. */
  readonly sha256: string
  /** `changed`: not the bytes that were written; it was moved to `damaged/`. `unreadable`: left there. */
  readonly kind: "changed" | "unreadable" | "missing"
  /** Whether an item or an additional file needs it. */
  readonly needed: boolean
}

/** A file that is going to be sent, and the task that it is for. */
export interface BeginUploadRequest {
  /** Id of the task. */
  readonly taskId: string
  /** What the file is called. */
  readonly name: string
  /** What there is to say of it. It stands in the archive. */
  readonly note?: string
}

/** A setting that is on or off. */
export interface BooleanSetting {
  /** Name of the setting: `paperSize`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  readonly group: SettingsGroup
  readonly visibleWhen?: VisibleWhen
  /** Present if an operator has decided: it is its default, and stays so. */
  readonly fixed?: FixedSetting
  readonly kind: "boolean"
  readonly default: boolean
}

/** A sign-in that goes on in a browser. */
export interface BrowserSignIn {
  readonly siteUrl: string
  readonly siteName: string
  /** What to open in a browser. */
  readonly launchUrl: string
  /** What the browser is led to is taken until then. */
  readonly expiresAt: Date
}

/** Which site to sign in to by a browser. */
export interface BrowserSignInRequest {
  /** As people type it: `moodle.example.edu`, or copied from a browser. */
  readonly address: string
  readonly options?: MoodleConnectionOptions
  /** The scheme of the address to which the browser is led. Default `muniment`. */
  readonly urlScheme?: string
}

/** It comes with Muniment. */
export interface BuiltInOrigin {
  readonly kind: "built-in"
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface CandidatePage {
  readonly entries: readonly ItemCandidate[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** One of the values of a choice. */
export interface ChoiceOption {
  readonly value: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  /** Values of the same multi-choice setting that must be chosen too. */
  readonly requires?: readonly string[]
}

/** One value out of several. */
export interface ChoiceSetting {
  /** Name of the setting: `paperSize`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  readonly group: SettingsGroup
  readonly visibleWhen?: VisibleWhen
  /** Present if an operator has decided: it is its default, and stays so. */
  readonly fixed?: FixedSetting
  readonly kind: "choice"
  readonly default: string
  readonly options: readonly ChoiceOption[]
}

/** What cleaning the artifact store did. */
export interface CleaningReport {
  /** Contents that nothing needs and that were put aside. */
  readonly setAside: number
  /** Contents that had been put aside and are needed again. */
  readonly restored: number
  /** Contents that were removed for good. */
  readonly removed: number
  readonly removedBytes: number
}

/** What the report is about. */
export interface CollectDiagnosticsRequest {
  /** The task that the report is about, if it is about one. */
  readonly taskId?: string
}

/** Which Moodle site to connect, and how to sign in. */
export interface ConnectMoodleRequest {
  /** As people type it: `moodle.example.edu`, or copied from a browser. */
  readonly address: string
  readonly options?: MoodleConnectionOptions
  readonly credentials: MoodleCredentials
}

/** How many files a deep check has looked into. */
export interface ContentsChecked {
  readonly reports: number
  /** Reports whose own data were compared with the record of their item. */
  readonly recordsCompared: number
  /** Copies for browsers. */
  readonly copies: number
  /** The service's own answers. */
  readonly rawAnswers: number
}

/** A course that the signed-in user can read. */
export interface Course {
  readonly id: number
  readonly name: string
  readonly shortName: string
  readonly idNumber: string
  /** ISO 8601 in UTC, or null where the course has none. */
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly visible: boolean
}

/** A course and how its activities stand. */
export interface CourseOverview {
  readonly course: Course
  /** In the order of the course page; empty if the course cannot be read. */
  readonly activities: readonly ActivityOverview[]
  /** Why the course could not be read, or null. */
  readonly error: RecordedError | null
}

/** Which course of which source. */
export interface CourseReference {
  /** Id of the source in Muniment. */
  readonly sourceId: string
  /** Id of the course in the LMS. */
  readonly courseId: number
}

/** What is to be known of a new key. */
export interface CreateAccessKeyRequest {
  /** Who or what it is given to; kept with what is done with it. */
  readonly name: string
  readonly role: AccessRole
  /**
   * Name of the owner in whose name it is used; an owner of this name is made if there is none. Unless given, a new
   * owner is made that is called like the key.
   */
  readonly owner?: string
  /** Limits the key to these sources, whoever they belong to. Not for auditors and operators. */
  readonly sourceIds?: readonly string[]
  /** From when on it is refused. Unless given, it holds until it is revoked. */
  readonly expiresAt?: Date
}

/** What to archive, and how. */
export interface CreateTaskRequest {
  /** `driverId` of the activity: `quiz` … */
  readonly driverId: string
  readonly activity: ActivityMetadata
  readonly settings?: TaskSettings
  /**
   * Key of a preset, or name of one that is kept: its settings hold where none are given. Unless given, the default
   * preset of the driver, if one was chosen; null for none.
   */
  readonly preset?: string | null
  /** Who asks for it. Unless given, the name of the API key or program that calls. */
  readonly requestedBy?: string
  /** `normal` unless given. */
  readonly priority?: TaskPriority
  /** Folder for the archive, which must exist. Default: the archive folder. Only for programs on the same computer. */
  readonly destinationFolder?: string
  /**
   * True unless given: what has not changed since the newest archive of the same activity and settings is taken from
   * there, the rest is read, and the archive names its predecessor; if nothing at all has changed, the task finishes
   * with that archive. False: everything is read.
   */
  readonly reuseUnchanged?: boolean
}

/** A new key, with the only showing of what must be sent. */
export interface CreatedAccessKey {
  readonly id: string
  readonly name: string
  readonly role: AccessRole
  readonly owner: AccessKeyOwner
  /** The sources that it is limited to, whoever they belong to; null if it reaches what its role reaches. */
  readonly sourceIds: readonly string[] | null
  readonly createdAt: Date
  /** From when on it is refused, or null. */
  readonly expiresAt: Date | null
  /** When it was taken back, or null. */
  readonly revokedAt: Date | null
  /** When it was last used, to the minute; null if it never was. */
  readonly lastUsedAt: Date | null
  /** What its holder sends. It cannot be shown again. */
  readonly key: string
}

/** The default of the driver. */
export interface DefaultOrigin {
  readonly kind: "default"
}

/** What helps to find a fault: it names nobody and holds no secret. */
export interface Diagnostics {
  /** JSON, to be looked at before it is sent to anyone. */
  readonly content: string
}

/** A driver: what archives one kind of activity. */
export interface DriverDescription {
  /** Name in code, command line and RPC: `quiz`. Never changes. */
  readonly id: string
  /** Name for people. */
  readonly name: {
    readonly en: string
    readonly de?: string
  }
  /** Module name of the LMS whose activities it archives: `quiz`, `assign` … */
  readonly activityKind: string
  readonly origin: DriverOrigin
}

/** Where a driver comes from. */
export type DriverOrigin = BuiltInOrigin | PackageOrigin

/** A package with drivers, or a driver of it, that cannot be used. */
export interface DriverProblem {
  readonly packageName: string
  /** Empty if the package does not tell it. */
  readonly version: string
  /** Folder of the package, links resolved. */
  readonly folder: string
  /** What is wrong and what to do, in sentences that name the package. */
  readonly message: string
}

/** Which driver. */
export interface DriverReference {
  readonly driverId: string
}

/** `pending` until the entries have been read, `unreadable` if the archive or its list cannot be. */
export type EntryListingState = "pending" | "listed" | "unreadable"

/** What can go wrong, as one closed table. A code never changes its meaning. */
export type ErrorCode = "input_invalid" | "settings_invalid" | "path_unsafe" | "not_found" | "state_conflict" | "already_running" | "unauthenticated" | "forbidden" | "rate_limited" | "source_unavailable" | "source_rate_limited" | "source_unauthenticated" | "source_denied" | "source_missing" | "source_unexpected" | "storage_busy" | "storage_full" | "storage_failed" | "write_mismatch" | "manifest_invalid" | "timestamp_failed" | "report_failed" | "not_supported" | "driver_fault" | "aborted" | "timed_out"

/** Facts about an error that may be shown and kept. */
export type ErrorDetails = { readonly [key: string]: string | number | boolean | null | readonly string[] }

/** Whether doing the same again later can help. */
export type ErrorRetry = "never" | "later"

/** What would be archived, and how. */
export interface EstimateTaskRequest {
  /** `driverId` of the activity: `quiz` … */
  readonly driverId: string
  readonly activity: ActivityMetadata
  readonly settings?: TaskSettings
  /**
   * Key of a preset, or name of one that is kept: its settings hold where none are given. Unless given, the default
   * preset of the driver, if one was chosen; null for none.
   */
  readonly preset?: string | null
}

/** An item that would be archived. */
export interface ExampleItem {
  readonly title: string
  /** Path of its report, without extension. */
  readonly path: string
}

/** Which archive is copied where. */
export interface ExportArchiveRequest {
  /** Id of the archive. */
  readonly archiveId: string
  /** A folder of this computer. */
  readonly folder: string
}

/** A copy of an archive, which was read again where it lies. */
export interface ExportedArchive {
  readonly path: string
  readonly sha256: string
  readonly sizeBytes: number
}

/** What the verifier can find. */
export type FindingCode = "missing" | "unexpected" | "checksum_mismatch" | "size_mismatch" | "unreadable" | "name_conflict" | "unsafe_path" | "bag_invalid" | "zip_invalid" | "incomplete" | "items_mismatch" | "report_unreadable" | "report_nonconforming" | "record_mismatch" | "copy_unreadable" | "copy_not_still" | "raw_unreadable" | "media_type_mismatch" | "not_checked" | "timestamp_invalid" | "timestamp_untrusted"

/** What a sign-in by browser brought. */
export interface FinishBrowserSignInRequest {
  /** Where the browser was led to: `muniment://token=…`. */
  readonly handOver: string
}

/** An upload of which everything was sent. */
export interface FinishUploadRequest {
  /** Id of the task. */
  readonly taskId: string
  /** Id of the upload. */
  readonly uploadId: string
  /** What was sent in all. */
  readonly sizeBytes: number
}

/** Why a setting cannot be changed. */
export interface FixedSetting {
  readonly reason: LocalizedText
}

/** An archive that a search found. */
export interface FoundArchive {
  readonly archive: ArchiveRecord
  readonly activityName: string
  readonly activityKind: string
  readonly courseName: string
  readonly courseShortName: string
  readonly siteName: string
  /** The first entries that have words of the search which the archive itself does not have. */
  readonly entries: readonly ArchiveEntry[]
  /** How many there are. */
  readonly entriesFound: number
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface FoundArchivePage {
  readonly entries: readonly FoundArchive[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
  /** Archives whose entries are not known, as they were not read yet or cannot be. */
  readonly notListed: number
}

/** Given with the request. */
export interface GivenOrigin {
  readonly kind: "given"
}

/** A group of a course. */
export interface Group {
  readonly id: number
  readonly name: string
  readonly idNumber: string
}

/** A whole number within limits, both included. */
export interface IntegerSetting {
  /** Name of the setting: `paperSize`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  readonly group: SettingsGroup
  readonly visibleWhen?: VisibleWhen
  /** Present if an operator has decided: it is its default, and stays so. */
  readonly fixed?: FixedSetting
  readonly kind: "integer"
  readonly default: number
  readonly minimum: number
  readonly maximum: number
  /** Shown behind the number, such as `px`. */
  readonly unit?: string
}

/** An item that a scope setting can pick. */
export interface ItemCandidate {
  /** What the value of the setting names it by. */
  readonly id: number
  readonly title: string
}

/** What is missing or must be known about an item. */
export interface ItemRemark {
  /** `missing`: something that belongs to the item is not in the archive. `notice`: something to know. */
  readonly severity: "missing" | "notice"
  /** For people. */
  readonly message: string
}

/** How an item is doing. */
export type ItemState = "pending" | "running" | "finished" | "failed"

/** Which page of the access keys. */
export interface ListAccessKeysRequest {
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which archives, and which page of them. Filters add up. */
export interface ListArchivesRequest {
  readonly taskId?: string
  readonly courseId?: number
  /** Part of the title. */
  readonly search?: string
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which page of the items that a setting can pick. */
export interface ListCandidatesRequest {
  /** `driverId` of the activity: `quiz` … */
  readonly driverId: string
  readonly activity: ActivityMetadata
  /** Key of a scope setting that picks items. */
  readonly setting: string
  /** How many entries a page has, 1 to 5,000. 100 unless given. A page reads all before it once more: ask for few. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which entries of an archive, in which order, and which page. */
export interface ListEntriesRequest {
  /** Id of the archive. */
  readonly archiveId: string
  /** Words of names, ids and user names. */
  readonly search?: string
  /** As in the archive unless given. */
  readonly orderBy?: "name" | "state" | "grade" | "at"
  readonly descending?: boolean
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which files of an archive, and which page. */
export interface ListFilesRequest {
  /** Id of the archive. */
  readonly archiveId: string
  /** Such as `data`; the whole archive unless given. */
  readonly folder?: string
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which changes of the items of which task. */
export interface ListItemChangesRequest {
  readonly taskId: string
  /** `cursor` of what was read before; from the beginning without it. */
  readonly after?: string
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
}

/** Which items of which task. */
export interface ListItemsRequest {
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
  readonly taskId: string
  readonly states?: readonly ItemState[]
}

/** Which page of the log of which task. */
export interface ListLogRequest {
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
  readonly taskId: string
  /** From the newest entry back; else from the oldest one on. */
  readonly newestFirst?: boolean
}

/** Which page of the overview of which source. */
export interface ListOverviewRequest {
  /** Id of the source in Muniment. */
  readonly sourceId: string
  /** Courses on a page; 10 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which page of the owners. */
export interface ListOwnersRequest {
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which page of the participants of which course. */
export interface ListParticipantsRequest {
  /** Id of the source in Muniment. */
  readonly sourceId: string
  /** Id of the course in the LMS. */
  readonly courseId: number
  /** How many entries a page has, 1 to 5,000. 100 unless given. A page reads all before it once more: ask for few. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Presets of which driver. */
export interface ListPresetsRequest {
  /** Id of the driver: `quiz` … */
  readonly driverId: string
}

/** Which page. */
export interface ListRemovalsRequest {
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which page of the sources. */
export interface ListSourcesRequest {
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which tasks, and which page of them. Filters add up. */
export interface ListTasksRequest {
  readonly states?: readonly TaskState[]
  readonly sourceId?: string
  readonly courseId?: number
  readonly courseModuleId?: number
  readonly driverId?: string
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Of which archive, and which page. */
export interface ListVerificationsRequest {
  /** Id of the archive. */
  readonly archiveId: string
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** A text in the languages of the product. Fall back to English. */
export interface LocalizedText {
  readonly en: string
  readonly de?: string
}

/** What an entry of a log tells, as one closed table. A kind never changes its meaning. */
export type LogKind = "created" | "file_added" | "file_removed" | "going_on_after_interruption" | "paused_before_it_began" | "paused" | "aborted" | "stopped" | "sign_in_again" | "sealing" | "finished" | "source_silent" | "source_answers" | "trying_again" | "storage_silent" | "storage_answers" | "items_listed" | "item_new" | "item_changed" | "item_gone" | "item_damaged" | "more_changes" | "nothing_changed_meanwhile" | "goes_on_changing" | "reused" | "unchanged" | "unchanged_removed" | "item_trying_again" | "item_failed" | "timestamp_granted" | "timestamp_failed" | "archive_intact_again" | "archive_damaged" | "archive_not_fully_checked" | "driver_said" | "driver_warned"

/** How grave an entry of a log is. */
export type LogLevel = "info" | "warning" | "error"

/** How a site is reached. */
export interface MoodleConnectionOptions {
  /** PEM of a certificate authority to trust besides the usual ones. */
  readonly certificateAuthority?: string
  /** Address of a proxy, such as `http://proxy.example.edu:3128`. */
  readonly proxy?: string
  /** How many requests may run at once at most; how many do is found out. Default 4. */
  readonly maxParallelRequests?: number
}

/** A web-service token, or a user name and password exchanged for one. */
export type MoodleCredentials = TokenCredentials | PasswordCredentials

/** Any number of values out of several. */
export interface MultiChoiceSetting {
  /** Name of the setting: `paperSize`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  readonly group: SettingsGroup
  readonly visibleWhen?: VisibleWhen
  /** Present if an operator has decided: it is its default, and stays so. */
  readonly fixed?: FixedSetting
  readonly kind: "multi-choice"
  readonly default: readonly string[]
  readonly options: readonly ChoiceOption[]
  /** How many must be chosen at least. */
  readonly minimumChoices: number
}

/** A pattern with `${variables}` that makes a name. */
export interface NamingPatternSetting {
  /** Name of the setting: `paperSize`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  readonly group: SettingsGroup
  readonly visibleWhen?: VisibleWhen
  /** Present if an operator has decided: it is its default, and stays so. */
  readonly fixed?: FixedSetting
  readonly kind: "naming-pattern"
  readonly default: string
  /** What the pattern makes the name of. */
  readonly names: "archive" | "folder" | "file"
  /** Whether `/` makes nested folders. */
  readonly allowsFolders: boolean
  readonly variables: readonly NamingVariable[]
}

/** What a naming pattern makes of examples. */
export interface NamingPreview {
  /**
   * The name that the pattern makes of the examples of its variables: of an archive with `.zip`, of a file without its
   * extension. Null if the pattern is refused.
   */
  readonly example: string | null
  readonly problems: readonly NamingProblem[]
}

/** What is wrong with a naming pattern, or worth knowing. */
export interface NamingProblem {
  /** `invalid`: the pattern is refused. All others: it is taken, and this is what happens to a name. */
  readonly kind: "invalid" | "empty" | "maybe-empty" | "reserved" | "shortened"
  /** For people. */
  readonly message: string
}

/** A variable that a naming pattern may use. */
export interface NamingVariable {
  readonly name: string
  readonly label: LocalizedText
  /** For a preview. */
  readonly example: string
  /** Whether an item can be without it. */
  readonly canBeEmpty?: boolean
}

/** An archive, as an overview shows it. */
export interface OverviewArchive {
  readonly id: string
  readonly fileName: string
  readonly sealedAt: Date
  readonly complete: boolean
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface OverviewPage {
  readonly entries: readonly CourseOverview[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** A person or a service that sources and presets belong to, and with a source all that was read from it. */
export interface Owner {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface OwnerPage {
  readonly entries: readonly Owner[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** It comes from an npm package that was installed. */
export interface PackageOrigin {
  readonly kind: "package"
  readonly packageName: string
  readonly version: string
  /** Folder of the package, links resolved. */
  readonly folder: string
}

/** A person whose work can be archived. */
export interface Participant {
  readonly userId: number
  readonly userName: string
  readonly firstName: string
  readonly lastName: string
  readonly fullName: string
  readonly idNumber: string
  readonly email: string
  readonly groups: readonly Group[]
  /** False for someone who has left the course but whose work is still there. */
  readonly enrolled: boolean
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface ParticipantPage {
  readonly entries: readonly Participant[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** Exchanged for a token; the password is not kept. */
export interface PasswordCredentials {
  readonly kind: "password"
  readonly userName: string
  readonly password: string
}

/** Settings under a name. What is not named in them has its default. */
export interface Preset {
  /** What it is called in code, command line and RPC: `student-copy`. */
  readonly key: string
  readonly driverId: string
  /** Whether it comes with the driver, or somebody keeps it. */
  readonly kind: "built-in" | "kept"
  readonly name: LocalizedText
  /** What it is for, or null. */
  readonly help: LocalizedText | null
  readonly settings: TaskSettings
  /** Whether it holds for new tasks that name none. */
  readonly isDefault: boolean
  /** What the driver does not take any more. No task can be made with the preset until it is kept anew. */
  readonly problems: readonly PresetProblem[]
}

/** From a preset. */
export interface PresetOrigin {
  readonly kind: "preset"
  /** What the preset was called. */
  readonly preset: string
}

/** One setting of a preset that the driver does not take any more. */
export interface PresetProblem {
  readonly setting: string
  /** For people. */
  readonly message: string
}

/** Which preset of which driver. */
export interface PresetReference {
  /** Id of the driver: `quiz` … */
  readonly driverId: string
  /** Key of a preset, or name of one that is kept. */
  readonly preset: string
}

/** A naming pattern to try. */
export interface PreviewNameRequest {
  readonly driverId: string
  /** Key of a naming pattern among the settings of the driver. */
  readonly setting: string
  readonly pattern: string
}

/** Which part of which file of an archive. */
export interface ReadFileRequest {
  /** Id of the archive. */
  readonly archiveId: string
  /** From the archive's folder: `data/index.html`. */
  readonly path: string
  /** Where the part begins; at the start unless given. */
  readonly offset?: number
  /** At most 512 KiB, which it is unless given. */
  readonly maximumBytes?: number
}

/** Which site somebody means. */
export interface RecogniseSiteRequest {
  /** As people type it: `moodle.example.edu`, or copied from a browser. */
  readonly address: string
  readonly options?: MoodleConnectionOptions
}

/** A Moodle site, as it shows itself to anybody. */
export interface RecognisedSite {
  /** The address under which the site knows itself. Without a trailing slash. */
  readonly siteUrl: string
  readonly siteName: string
  /** Its logo as a `data:` address of a PNG, JPEG, GIF or WebP picture; null if none can be shown. */
  readonly picture: string | null
  /** How people sign in to it, the usual way first. A token can always be given. */
  readonly signIns: readonly ("password" | "browser")[]
  /** Whether what is sent to it, passwords too, is encrypted on its way. */
  readonly encrypted: boolean
  /** What keeps everybody from reading it for now: maintenance, or web services that are off. */
  readonly obstacle: {
    readonly kind: "maintenance" | "services_off"
    /** For people. */
    readonly message: string
  } | null
}

/** An error as it is kept with a task or an item. */
export interface RecordedError {
  readonly code: ErrorCode
  /** For people, in English. */
  readonly message: string
  /** The message in the languages of the product. */
  readonly text: {
    readonly en: string
    readonly de?: string
  }
  readonly retry: ErrorRetry
  readonly details: ErrorDetails
}

/** Which archive is removed for good, and why. */
export interface RemoveArchiveRequest {
  /** Id of the archive. */
  readonly archiveId: string
  /** Why. It is kept. */
  readonly reason: string
}

/** Which preset gets which name. */
export interface RenamePresetRequest {
  /** Id of the driver: `quiz` … */
  readonly driverId: string
  /** Key of a preset, or name of one that is kept. */
  readonly preset: string
  /** 1 to 64 characters in one line. */
  readonly name: string
}

/** What to keep under which name. */
export interface SavePresetRequest {
  /** Id of the driver: `quiz` … */
  readonly driverId: string
  /** 1 to 64 characters in one line. */
  readonly name: string
  readonly settings: TaskSettings
  /** Replaces a kept preset of this name. Default: false. */
  readonly replace?: boolean
}

/** A way to say which items are archived. */
export interface ScopeMode {
  readonly value: string
  readonly label: LocalizedText
  /** What `ids` name; absent if none are taken. */
  readonly picks?: "items" | "users" | "groups"
}

/** Chooses which items of the activity are archived. */
export interface ScopeSetting {
  /** Name of the setting: `paperSize`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  readonly group: SettingsGroup
  readonly visibleWhen?: VisibleWhen
  /** Present if an operator has decided: it is its default, and stays so. */
  readonly fixed?: FixedSetting
  readonly kind: "scope"
  readonly default: ScopeValue
  readonly modes: readonly ScopeMode[]
}

/** Which items of an activity are archived. */
export interface ScopeValue {
  readonly mode: string
  /** Ids of the source, for modes that pick. */
  readonly ids?: readonly number[]
}

/** Which archives are looked for, and which page of them. */
export interface SearchArchivesRequest {
  /**
   * Words, all of which are found: of names, ids and user names of students, of the activity, its course and site, and
   * of days (`2026-11-27`).
   */
  readonly search?: string
  readonly courseId?: number
  /** Sealed at this moment or later. */
  readonly sealedFrom?: Date
  /** Sealed before this moment. */
  readonly sealedBefore?: Date
  /** How many entries a page has, 1 to 500. 100 unless given. */
  readonly limit?: number
  /** `nextCursor` of the page before; the first page without it. */
  readonly cursor?: string
}

/** Which preset holds for new tasks of a driver. */
export interface SetDefaultPresetRequest {
  /** Id of the driver: `quiz` … */
  readonly driverId: string
  /** Null for none. */
  readonly preset: string | null
}

/** Which task, and its new priority. */
export interface SetPriorityRequest {
  /** Id of the task. */
  readonly taskId: string
  readonly priority: TaskPriority
}

/** Which source, and whom it is to belong to. */
export interface SetSourceOwnerRequest {
  /** Id of the source in Muniment. */
  readonly sourceId: string
  /** Id of the owner. */
  readonly ownerId: string
}

/** Where a setting of a task comes from. Further kinds may come. */
export type SettingOrigin = DefaultOrigin | PresetOrigin | GivenOrigin

/** The value of a setting; its kind tells which of these it is. */
export type SettingValue = boolean | number | string | readonly string[] | ScopeValue

/** One setting of a driver, from which every client builds its form or arguments. */
export type SettingsDefinition = BooleanSetting | IntegerSetting | TextSetting | ChoiceSetting | MultiChoiceSetting | NamingPatternSetting | ScopeSetting

/** Settings of one group are shown together. */
export interface SettingsGroup {
  readonly key: string
  readonly label: LocalizedText
}

/** Where each setting of a task comes from, by its key. */
export type SettingsOrigin = { readonly [key: string]: SettingOrigin }

/** Settings under a name, for a purpose: a starting point. */
export interface SettingsPreset {
  /** Name in code, command line and RPC: `student-copy`. */
  readonly key: string
  readonly label: LocalizedText
  /** What it is for and what it does. */
  readonly help: {
    readonly en: string
    readonly de?: string
  }
  /** What is not named here has its default. */
  readonly settings: { readonly [key: string]: SettingValue }
}

/** What a source says of itself and of the signed-in user, just now. */
export interface SourceDescription {
  readonly kind: string
  readonly siteName: string
  readonly siteUrl: string
  readonly release: string
  /** Language of the answers of the site, BCP 47. */
  readonly language: string
  readonly userId: number
  readonly userName: string
  readonly userFullName: string
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface SourcePage {
  readonly entries: readonly SourceRecord[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** Where activities live, and as whom they are read. Its secret never comes out. */
export interface SourceRecord {
  readonly id: string
  /** Whom it belongs to, and with it all that was read from it. */
  readonly ownerId: string
  /** `moodle-web-services`, or `sample` for the built-in sample course. */
  readonly kind: string
  readonly siteName: string
  /** Without a trailing slash. */
  readonly siteUrl: string
  /** Release of the LMS as it names itself. */
  readonly release: string
  readonly userName: string
  readonly userFullName: string
  readonly options: MoodleConnectionOptions
  readonly connectedAt: Date
}

/** Which source. */
export interface SourceReference {
  /** Id of the source in Muniment. */
  readonly sourceId: string
}

/** How a site is read by this process. */
export interface SourceTraffic {
  /** How many requests at once the site is found to serve well; null if it has not been asked yet. */
  readonly parallelRequests: number | null
  /** The highest number that is allowed. */
  readonly maxParallelRequests: number
  /** The site wants to be left alone until then; null if it does not. */
  readonly pausedUntil: Date | null
}

/** Facts about an installation. */
export interface SystemDescription {
  /** Version of Muniment. */
  readonly version: string
  readonly nodeVersion: string
  /** Operating system, as Node names it: `linux`, `darwin`, `win32` … */
  readonly platform: string
  /** Folder of the database. */
  readonly dataFolder: string
  /** Where archives are put: a folder, or `s3://bucket/…`. */
  readonly archiveFolder: string
  readonly startedAt: Date
}

/** What is being done now. */
export type TaskActivity = "connecting" | "listing" | "archiving" | "waiting" | "sealing" | "stopping"

/** What archiving an activity would come to, as far as it can be told. */
export interface TaskEstimate {
  /** Without `.zip`; null if the source did not tell in time. */
  readonly archiveName: string | null
  /** Items counted. */
  readonly itemCount: number
  /** Whether these are all; else there are more than could be counted in time. */
  readonly isCountComplete: boolean
  /** The first items. */
  readonly examples: readonly ExampleItem[]
  /** What an item took in the newest tasks of the same driver on the same source; null if there are none. */
  readonly secondsPerItem: number | null
  /** Bytes of an item's artifacts in these tasks, or null. */
  readonly bytesPerItem: number | null
  /** How many items that is known from. */
  readonly basedOnItems: number
}

/** `id` is that of the newest log entry told so far: handing it back as `after` resumes without gap or double. */
export type TaskEvent = TaskLogEvent | TaskStatusEvent

/** The unit of work within a task: one attempt, one submission, one discussion. */
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

/** Items in the order in which they last changed. */
export interface TaskItemChanges {
  /** As they are now, the one that changed last at the end. */
  readonly entries: readonly TaskItem[]
  /** Asks for what changed after these; also where there are none. */
  readonly cursor: string
  /** Whether more is there already. */
  readonly hasMore: boolean
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface TaskItemPage {
  readonly entries: readonly TaskItem[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** One entry of the log of a task. */
export interface TaskLogEntry {
  /** Rises by time; the id of the event that carries it. */
  readonly id: number
  readonly taskId: string
  readonly at: Date
  readonly level: LogLevel
  /** Null in an entry of a version that kept only the English sentence. */
  readonly kind: LogKind | null
  /** What the sentence is made of; which names there are depends on the kind. */
  readonly details: { readonly [key: string]: string | number | boolean | null }
  /** The sentence in English. */
  readonly message: string
  /** The sentence in the languages of the product. */
  readonly text: {
    readonly en: string
    readonly de?: string
  }
  /** The item it is about, or null. */
  readonly itemKey: string | null
}

/** Something was written to the log of a task. */
export interface TaskLogEvent {
  readonly id: number
  readonly kind: "log"
  readonly entry: TaskLogEntry
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface TaskLogPage {
  readonly entries: readonly TaskLogEntry[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** One page. Hand `nextCursor` back as `cursor` for the next one. */
export interface TaskPage {
  readonly entries: readonly ActivityArchivingTask[]
  /** Asks for the next page; absent on the last one. */
  readonly nextCursor?: string
}

/** How soon a task gets its turn, compared with others; all of them go on. */
export type TaskPriority = "low" | "normal" | "high"

/** How far a task is. */
export interface TaskProgress {
  /** Null until the source has been asked. */
  readonly itemsTotal: number | null
  /** Items found so far: rises while they are listed. */
  readonly itemsFound: number
  readonly itemsFinished: number
  /** Those of the finished ones that had not changed and were taken from an earlier archive. */
  readonly itemsReused: number
  readonly itemsFailed: number
  /** Bytes of artifacts made so far. */
  readonly bytes: number
  /** Over the last while, without waiting for the source; null while too little is known. */
  readonly itemsPerMinute: number | null
  /** Over the last while; null while too little is known. */
  readonly bytesPerSecond: number | null
  /** An estimate for items, which moves in small steps; null while too little is known. */
  readonly secondsLeft: number | null
  /** How much of the archive has been written, from 0 to 1; null unless it is being sealed. */
  readonly sealedShare: number | null
}

/** Which task. */
export interface TaskReference {
  /** Id of the task. */
  readonly taskId: string
}

/** Settings by key. What is left out has its default. */
export type TaskSettings = { readonly [key: string]: unknown }

/** What can be set for a task of a driver. */
export interface TaskSettingsDefinition {
  readonly definitions: readonly SettingsDefinition[]
  readonly presets: readonly SettingsPreset[]
}

/**
 * Paused, failed and aborted tasks can be executed again: only what is missing is done. A paused one with an error
 * waits for a person, such as for a new sign-in, and then goes on by itself.
 */
export type TaskState = "created" | "scheduled" | "running" | "finalizing" | "pausing" | "aborting" | "paused" | "finished" | "failed" | "aborted"

/** The status of a task changed. Only the latest is told. */
export interface TaskStatusEvent {
  readonly id: number
  readonly kind: "status"
  readonly status: ActivityArchivingTaskStatus
}

/** A text of limited length. */
export interface TextSetting {
  /** Name of the setting: `paperSize`. Unique within a driver. */
  readonly key: string
  readonly label: LocalizedText
  readonly help?: LocalizedText
  readonly group: SettingsGroup
  readonly visibleWhen?: VisibleWhen
  /** Present if an operator has decided: it is its default, and stays so. */
  readonly fixed?: FixedSetting
  readonly kind: "text"
  readonly default: string
  /** In UTF-16 units. */
  readonly maximumLength: number
  /** What the text must be: a name of the IANA time zone database, such as `Europe/Berlin`. */
  readonly format?: "time-zone"
}

/** Which archive is to be certified. */
export interface TimestampArchiveRequest {
  /** Id of the archive. */
  readonly archiveId: string
  /** Certifies all files and earlier timestamps anew. */
  readonly renew?: boolean
}

/** A web-service token. */
export interface TokenCredentials {
  readonly kind: "token"
  readonly token: string
}

/** Which upload. */
export interface UploadReference {
  /** Id of the upload. */
  readonly uploadId: string
}

/** How far an upload is. */
export interface UploadState {
  /** Id of the upload. */
  readonly uploadId: string
  /** So many bytes are on disk: the next chunk begins there. */
  readonly offset: number
}

/** Checked settings by key, defaults filled in. */
export type ValidatedTaskSettings = { readonly [key: string]: SettingValue }

/** A timestamp of an archive that holds. */
export interface VerifiedTimestamp {
  /** Path of the answer within the archive. */
  readonly path: string
  /** The moment that the authority vouches for. */
  readonly time: Date
  /** Who signed, as its certificate names it. */
  readonly authority: string
  /** Whether its certificate leads to one that is trusted. */
  readonly trusted: boolean
}

/** Which archive is to be checked, and how closely. */
export interface VerifyArchiveRequest {
  /** Id of the archive. */
  readonly archiveId: string
  /** Looks into reports, copies and raw answers too, not at their checksums alone. */
  readonly deep?: boolean
}

/** One thing that the verifier found. */
export interface VerifyFinding {
  readonly code: FindingCode
  /** `damage` makes the archive not intact. */
  readonly severity: "damage" | "notice"
  /** Path within the archive, or null if it is about the whole. */
  readonly path: string | null
  /** For people. */
  readonly message: string
}

/** What a check of an archive found. Damage is a finding, not an error. */
export interface VerifyReport {
  readonly verdict: VerifyVerdict
  readonly title: string | null
  readonly complete: boolean | null
  readonly filesChecked: number
  readonly bytesChecked: number
  /** Null unless the check was a deep one that got as far. */
  readonly contentsChecked: ContentsChecked | null
  /** Those that hold; one that does not is a finding. */
  readonly timestamps: readonly VerifiedTimestamp[]
  /** At most 1,000; `findingsLeftOut` counts the rest. */
  readonly findings: readonly VerifyFinding[]
  readonly findingsLeftOut: number
}

/** `not_fully_checked` must never be shown as intact. */
export type VerifyVerdict = "intact" | "damaged" | "not_fully_checked"

/** Shown, and taken into account, only while another setting has a value. */
export interface VisibleWhen {
  /** Key of a boolean or choice setting of the same driver. */
  readonly setting: string
  readonly isOneOf: readonly (string | boolean)[]
}

/** Which tasks to watch, and from where on. */
export interface WatchTasksRequest {
  /** One task; all tasks unless given. */
  readonly taskId?: string
  /** Id of the last event seen; what came after it is told first. */
  readonly after?: number
  /** The same as `after`, in the way in which event sources of browsers say it; it wins. */
  readonly lastEventId?: string
}
