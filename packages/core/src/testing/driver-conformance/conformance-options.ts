import type { ActivityArchiver } from '../../driver/activity-archiver.ts'
import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import type { DriverHost } from '../../driver/driver-host.ts'
import type { TaskSettings } from '../../driver/settings-definition.ts'
import type { ReportTypesetter } from '../../pdf/report-typesetter.ts'
import type { ActivitySource } from '../../sources/activity-source.ts'

/** The caller's way to register a test: vitest's `test`, `test` of `node:test` … */
export type ConformanceTest = (name: string, run: () => Promise<void>) => unknown

/** What a site for one question of the kit must be like. The same request gives the same site. */
export interface SiteRequest {
  /**
   * How many items the activity has under {@link DriverConformanceOptions.settings}. Where a driver makes one item of an
   * activity, as many people or entries in it.
   */
  readonly items: number
  /**
   * Names to be taken in turn for everything that people name: people in all their names, groups, the course, the
   * activity, titles, files and their folders. Hostile ones, so take them as they are. Without it, the site has plain
   * names of its own.
   */
  readonly names?: readonly string[]
  /** How many files each item has; 1 unless given. Of no meaning to a driver without files. */
  readonly filesPerItem?: number
  /** Size of each file; make its content with `sampleFile`. A small one of your choice unless given. */
  readonly fileBytes?: number
  /** The source's data of the first item differ in this, one of `capabilities.changes`. */
  readonly change?: string
  /** Stands wherever the site puts something that differs from answer to answer, such as ids of elements in HTML. */
  readonly volatile?: string
  /** The source is without the part that the driver reads, such as a site without quizzes. */
  readonly withoutPart?: boolean
}

/** A site in memory. Calls of its source heed their signal; nothing is shared between two sites. */
export interface ConformanceSite {
  readonly source: ActivitySource
  /** The activity that is archived. Its `sourceId` is the kit's business. */
  readonly activity: ActivityMetadata
  /** The items, in the order in which the driver lists them. */
  readonly items: readonly ExpectedItem[]
  /**
   * All by which the site's people could be told in an archive that names nobody: names, user names, id numbers, e-mail
   * addresses. No other word of the site may contain one of them, not even the contents of its files.
   */
  readonly people: readonly string[]
  /** Ids for scopes that pick: all that the activity has. */
  readonly ids: Readonly<Record<'items' | 'users' | 'groups', readonly number[]>>
}

/** What the archive must have of an item. */
export interface ExpectedItem {
  readonly key: string
  /** Texts that the item's report shows, each in one line. Read in the plain text of its report document. */
  readonly words: readonly string[]
  /** SHA-256 of the files that must lie beside the report, in hex. */
  readonly files: readonly string[]
}

/** What a driver claims to do, besides archiving. Each claim is exercised. */
export interface DriverCapabilities {
  /** Whether its items have files that are kept as they are. */
  readonly files: boolean
  /** Settings under which an archive names nobody; undefined if the driver has none such. */
  readonly anonymise?: TaskSettings
  /** What can differ in the source's data of an item, so that its archive differs: `answer`, `grade` … At least one. */
  readonly changes: readonly string[]
  /** Whether the items of the site have fingerprints, so that those that have not changed are not read again. Default: no. */
  readonly fingerprints?: boolean
}

/** A driver as the kit examines it. */
export interface DriverConformanceOptions {
  /** Stands before each test's name. */
  readonly name: string
  readonly createDriver: (host: DriverHost) => ActivityArchiver
  readonly openSite: (request: SiteRequest) => ConformanceSite
  readonly capabilities: DriverCapabilities
  /** Settings of all tasks unless a question needs others. Default: none, so that the driver's defaults hold. */
  readonly settings?: TaskSettings
  /** Languages in which labels must be. Default: English. */
  readonly languages?: readonly ('en' | 'de')[]
  /** Number of items at which the source or the driver turns a page. Default: 50. */
  readonly pageSize?: number
  /**
   * `full`: faults at each call and aborts at each await. `quick`: at the first call of each name, for a test that is run
   * while a driver is written. Default: full.
   */
  readonly effort?: 'full' | 'quick'
  /** Opens the real typesetting system for one run. Without it, reports are set as plain text only. */
  readonly openTypesetter?: () => Promise<ReportTypesetter>
}
