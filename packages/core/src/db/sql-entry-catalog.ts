import { raw, type FilterQuery, type SqlEntityManager } from '@mikro-orm/sql'
import { everywhere, type Reach } from '../access/reach.ts'
import type {
  ArchiveEntryDetails,
  ArchiveEntryPage,
  ArchiveEntrySummary,
  ListEntriesOptions,
  SearchArchivesOptions,
} from '../archive-library.ts'
import type { EntryCatalog, FoundInCatalog } from '../archive/entries/entry-catalog.ts'
import type { Page } from '../driver/activity-archiving-driver.ts'
import { searchWords } from '../search-key.ts'
import type { Database } from './database.ts'
import {
  ArchiveEntity,
  ArchiveEntryEntity,
  SourceEntity,
  TaskEntity,
  type ArchiveEntryRow,
  type ArchiveRow,
} from './entities/index.ts'
import { afterEntry, cursorOfEntry, entryOrder } from './entry-order.ts'
import { escapeLike } from './escape-like.ts'
import { pageLimit, toPage } from './keyset-page.ts'
import { runInDatabase } from './run-in-database.ts'
import { toArchiveRecord } from './sql-archive-catalog.ts'
import { archivesWithin } from './within-reach.ts'

/** Entries that a hit of a search names. */
const mostEntriesNamed = 3

const summaryFields = [
  'ordinal',
  'key',
  'title',
  'state',
  'personName',
  'idNumber',
  'userName',
  'sourceState',
  'at',
  'grade',
  'maxGrade',
  'gradeText',
  'reportPath',
  'attachments',
  'lacksSomething',
  'nameKey',
  'gradeKey',
  'atKey',
] as const

/** What is in sealed archives, in the database; searches know only archives within reach. */
export class SqlEntryCatalog implements EntryCatalog {
  readonly #database: Database
  readonly #reach: Reach

  constructor(database: Database, reach: Reach = everywhere) {
    this.#database = database
    this.#reach = reach
  }

  search(options: SearchArchivesOptions = {}): Promise<Page<FoundInCatalog> & { readonly notListed: number }> {
    const limit = pageLimit(options)
    const words = searchWords(options.search ?? '')
    const { courseId, sealedFrom, sealedBefore, cursor } = options
    const conditions: FilterQuery<ArchiveRow>[] = [
      archivesWithin(this.#reach),
      ...(courseId === undefined ? [] : [{ courseId }]),
      ...(sealedFrom === undefined ? [] : [{ sealedAt: { $gte: sealedFrom } }]),
      ...(sealedBefore === undefined ? [] : [{ sealedAt: { $lt: sealedBefore } }]),
      ...(cursor === undefined ? [] : [{ id: { $lt: cursor } }]),
      ...(words.length === 0 ? [] : [hasWords(words)]),
    ]
    return this.#run(async (em) => {
      const rows = await em.find(ArchiveEntity, { $and: conditions }, { orderBy: { id: 'desc' }, limit: limit + 1 })
      const page = toPage(rows, limit, { entry: (row) => row, cursor: (row) => row.id })
      const notListedQuery = { $and: [archivesWithin(this.#reach), { entryListing: { $ne: 'listed' as const } }] }
      const notListed = await em.count(ArchiveEntity, notListedQuery)
      return { ...page, entries: await describeFound(em, page.entries, words), notListed }
    })
  }

  page(archiveId: string, options: ListEntriesOptions = {}): Promise<ArchiveEntryPage> {
    const limit = pageLimit(options)
    const words = searchWords(options.search ?? '')
    const query = { $and: [{ archive: archiveId }, ...words.map(entryHasWord)] }
    return this.#run(async (em) => {
      const archive = await em.findOne(ArchiveEntity, { id: archiveId }, { fields: ['entryListing'] })
      const rows = await em.find(
        ArchiveEntryEntity,
        { $and: [query, afterEntry(options)] },
        { orderBy: entryOrder(options), limit: limit + 1, fields: summaryFields },
      )
      const total = await em.count(ArchiveEntryEntity, query)
      const page = toPage(rows, limit, { entry: toSummary, cursor: (row) => cursorOfEntry(row, options) })
      return { ...page, total, listing: archive?.entryListing ?? 'pending' }
    })
  }

  get(archiveId: string, ordinal: number): Promise<ArchiveEntryDetails | undefined> {
    return this.#run(async (em) => {
      const row = await em.findOne(ArchiveEntryEntity, { archive: archiveId, ordinal })
      if (!row) return undefined
      const { files, filesLeftOut, remarks, error } = row
      return { ...toSummary(row), files, filesLeftOut, remarks, error: error ?? null }
    })
  }

  #run<Result>(work: (em: SqlEntityManager) => Promise<Result>): Promise<Result> {
    return runInDatabase(this.#database, work, 'What is in the archives could not be looked up.')
  }
}

const patternOf = (word: string): string => `%${escapeLike(word)}%`

/** `like` whose pattern is escaped by a backslash, in both databases. */
const contains = (column: string): string => String.raw`${column} like ? escape '\'`

/** All words in the archive itself, or each of them in it or in one and the same entry. */
function hasWords(words: readonly string[]): FilterQuery<ArchiveRow> {
  const patterns = words.map(patternOf)
  const sql = (archive: string): string => {
    const ofArchive = words.map(() => contains(`${archive}.search_key`)).join(' and ')
    const ofEither = words
      .map(() => `(${contains('entry.search_key')} or ${contains(`${archive}.search_key`)})`)
      .join(' and ')
    const entry = `select 1 from archive_entry entry where entry.archive_id = ${archive}.id and ${ofEither}`
    return `((${ofArchive}) or exists (${entry}))`
  }
  return { [raw(sql, [...patterns, ...patterns.flatMap((pattern) => [pattern, pattern])])]: [] }
}

const entryHasWord = (word: string): FilterQuery<ArchiveEntryRow> => ({
  [raw((entry) => contains(`${entry}.search_key`), [patternOf(word)])]: [],
})

/** Archives with what they are of, and the entries for which they were found. */
async function describeFound(
  em: SqlEntityManager,
  rows: readonly ArchiveRow[],
  words: readonly string[],
): Promise<readonly FoundInCatalog[]> {
  const tasks = await em.find(TaskEntity, { id: { $in: rows.map(({ task }) => task) } })
  const taskOf = new Map(tasks.map((task) => [task.id, task]))
  const sources = await em.find(SourceEntity, { id: { $in: tasks.map(({ source }) => source) } })
  const siteOf = new Map(sources.map(({ id, siteName }) => [id, siteName]))
  const found: FoundInCatalog[] = []
  for (const row of rows) {
    const task = taskOf.get(row.task)
    found.push({
      archive: toArchiveRecord(row),
      activityName: task?.activity.activityName ?? row.title,
      activityKind: task?.activity.activityKind ?? '',
      courseName: task?.activity.courseName ?? '',
      courseShortName: task?.activity.courseShortName ?? '',
      siteName: siteOf.get(task?.source ?? '') ?? '',
      ...(await findEntries(em, row, words)),
    })
  }
  return found
}

async function findEntries(
  em: SqlEntityManager,
  { id, searchKey }: ArchiveRow,
  words: readonly string[],
): Promise<Pick<FoundInCatalog, 'entries' | 'entriesFound'>> {
  const ofEntries = words.filter((word) => !searchKey.includes(word))
  if (ofEntries.length === 0) return { entries: [], entriesFound: 0 }
  const query = (wanted: readonly string[]) => ({ $and: [{ archive: id }, ...wanted.map(entryHasWord)] })
  // Entries that have all words by themselves are meant, if there are any.
  const withAll = await em.count(ArchiveEntryEntity, query(words))
  const wanted = query(withAll > 0 ? words : ofEntries)
  const order = { orderBy: { ordinal: 'asc' }, limit: mostEntriesNamed, fields: summaryFields } as const
  const entries = await em.find(ArchiveEntryEntity, wanted, order)
  return { entries: entries.map(toSummary), entriesFound: withAll || (await em.count(ArchiveEntryEntity, wanted)) }
}

function toSummary(row: Pick<ArchiveEntryRow, (typeof summaryFields)[number]>): ArchiveEntrySummary {
  return {
    ordinal: row.ordinal,
    key: row.key,
    title: row.title,
    state: row.state,
    personName: row.personName ?? null,
    idNumber: row.idNumber ?? null,
    userName: row.userName ?? null,
    sourceState: row.sourceState ?? null,
    at: row.at ?? null,
    grade: row.grade ?? null,
    maxGrade: row.maxGrade ?? null,
    gradeText: row.gradeText ?? null,
    reportPath: row.reportPath ?? null,
    attachments: row.attachments,
    lacksSomething: row.lacksSomething,
  }
}
