import { PDFDict, PDFName, PDFRawStream, type PDFDocument } from '@cantoo/pdf-lib'
import { toSortedJson } from '../../sorted-json.ts'
import { damage, notice, type ContentFinding } from '../inspection.ts'
import { arrayAt, dictionaryAt, nameAt, valuesOf } from './pdf-objects.ts'
import { unpackStream } from './unpack-stream.ts'

/** Media type of data that can be compared with an item's record. */
const jsonMediaType = 'application/json'

/** What became of comparing a report's own data with its item's record. */
export interface SourceComparison {
  readonly compared: boolean
  readonly findings: readonly ContentFinding[]
}

/**
 * Compares the data that a report carries as its source (PDF/A-3, associated file) with the record of its item. So a
 * report that was put in another's place is found, even where every checksum was made anew.
 */
export function compareSource({ catalog }: PDFDocument, recordJson: string): SourceComparison {
  const sources = sourcesOf(catalog)
  if (sources.length === 0) {
    const message = 'The report carries no data of its own, so it could not be compared with the list of items.'
    return { compared: false, findings: [notice('report_nonconforming', message)] }
  }
  if (sources.some((source) => isSame(source, recordJson))) return { compared: true, findings: [] }
  const message = 'The data within the report are not those of the item that it belongs to.'
  return { compared: true, findings: [damage('record_mismatch', message)] }
}

function sourcesOf(catalog: PDFDict): readonly PDFRawStream[] {
  const files = arrayAt(catalog, 'AF')
  if (files === undefined) return []
  return valuesOf(files).flatMap((file) => (file instanceof PDFDict ? (sourceOf(file) ?? []) : []))
}

function sourceOf(file: PDFDict): PDFRawStream | undefined {
  if (nameAt(file, 'AFRelationship') !== 'Source') return undefined
  const stream = dictionaryAt(file, 'EF')?.lookup(PDFName.of('F'))
  return stream instanceof PDFRawStream && nameAt(stream.dict, 'Subtype') === jsonMediaType ? stream : undefined
}

/** Data nested too deeply to be written again cannot be what we wrote. */
function isSame(stream: PDFRawStream, recordJson: string): boolean {
  try {
    const bytes = unpackStream(stream)
    if (bytes === null) return false
    const data: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return toSortedJson(data) === toSortedJson(JSON.parse(recordJson))
  } catch {
    return false
  }
}
