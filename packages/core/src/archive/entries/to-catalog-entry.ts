import { toSearchKey, searchKeyOf } from '../../search-key.ts'
import type { ArchivedItem } from '../archive-description.ts'
import { payloadFolder } from '../bag-tag-files.ts'
import type { NewCatalogEntry } from './entry-catalog.ts'

/** Files of one entry that the catalogue names. */
const mostFiles = 1_000
const mostRemarks = 100
/** Text that is kept of one value; a source may have anything in it. */
const longestText = 500

/** Columns of drivers, the first of which that an item has tells. */
const columns = {
  at: ['finished', 'submitted', 'modified', 'last_post'],
  grade: ['grade', 'forum_grade', 'rating_grade'],
  maxGrade: ['max_grade', 'max_forum_grade'],
} as const

/** What a list of items says of one, as the catalogue keeps it. */
export function toCatalogEntry(
  { key, title, state, files, row, remarks, error }: Omit<ArchivedItem, 'readRecord'>,
  ordinal: number,
): NewCatalogEntry {
  const personName = personNameOf(row)
  const idNumber = textOf(row, 'id_number')
  const userName = textOf(row, 'user_name')
  const at = momentOf(row)
  const report = files.find(({ role }) => role === 'report') ?? files.find(({ role }) => role === 'copy')
  const shown = toText(title)
  return {
    ordinal,
    key,
    title: shown,
    state,
    personName,
    idNumber,
    userName,
    sourceState: textOf(row, 'state'),
    at,
    grade: numberOf(row, columns.grade),
    maxGrade: numberOf(row, columns.maxGrade),
    gradeText: textOf(row, 'grade_text'),
    reportPath: report ? payloadFolder + report.path : null,
    attachments: files.filter(({ role }) => role === 'attachment').length,
    lacksSomething: remarks.some(({ severity }) => severity === 'missing'),
    files: files.slice(0, mostFiles).map((file) => ({ ...file, path: payloadFolder + file.path })),
    filesLeftOut: Math.max(0, files.length - mostFiles),
    remarks: remarks.slice(0, mostRemarks).map(({ severity, message }) => ({ severity, message: toText(message) })),
    error: error ? toText(error.message) : null,
    searchKey: searchKeyOf(
      [shown, personName, idNumber, userName, textOf(row, 'email'), ...daysOf(at)].flatMap((text) => text ?? []),
    ),
    nameKey: toSearchKey(lastNameFirst(row) ?? shown),
  }
}

type Row = ArchivedItem['row']

/** A day as it is written in English and in German, in UTC. */
export function daysOf(moment: Date | null): readonly string[] {
  if (!moment) return []
  const day = moment.toISOString().slice(0, 10)
  const [year = '', month = '', date = ''] = day.split('-')
  return [day, `${date}.${month}.${year}`, `${Number(date)}.${Number(month)}.${year}`]
}

function personNameOf(row: Row): string | null {
  const names = [textOf(row, 'first_name'), textOf(row, 'last_name')].filter((name) => name !== null)
  return names.length === 0 ? null : names.join(' ')
}

function lastNameFirst(row: Row): string | null {
  const names = [textOf(row, 'last_name'), textOf(row, 'first_name')].filter((name) => name !== null)
  return names.length === 0 ? null : names.join(' ')
}

function textOf(row: Row, column: string): string | null {
  const value = Object.hasOwn(row, column) ? row[column] : null
  return typeof value === 'string' && value !== '' ? toText(value) : null
}

/** Half a character, and the character zero, have no place in a database. */
const toText = (value: string): string => value.slice(0, longestText).toWellFormed().replaceAll('\0', '\uFFFD')

function numberOf(row: Row, names: readonly string[]): number | null {
  const values = names.map((name) => (Object.hasOwn(row, name) ? row[name] : null))
  return values.find((value): value is number => typeof value === 'number' && Number.isFinite(value)) ?? null
}

function momentOf(row: Row): Date | null {
  for (const column of columns.at) {
    const moment = new Date(textOf(row, column) ?? Number.NaN)
    if (!Number.isNaN(moment.getTime())) return moment
  }
  return null
}
