import { z } from 'zod'
import type { ArchiveReader } from './archive-reader.ts'
import { additionalFilesFolder } from './additional-files.ts'
import type { ArchivedFile } from './archive-description.ts'
import { payloadFolder } from './bag-tag-files.ts'
import { fromCsvCell, readCsv } from './csv-cells.ts'
import type { ScannedPdf } from './contents/pdf-scan.ts'
import { pdfMediaType, ReportChecks } from './contents/report-checks.ts'
import type { FindingCollector } from './finding-collector.ts'
import {
  areOwnColumns,
  csvHeader,
  csvRow,
  descriptionName,
  itemsCsvName,
  itemsJsonLinesName,
  startPageName,
} from './item-lists.ts'
import { readItems, type ListedItem } from './read-items.ts'
import { decodeText, readText } from './read-lines.ts'

const longestDescription = 64 * 1024 * 1024

const count = z.int().nonnegative()
const descriptionSchema = z.object({
  format: z.literal('muniment-archive'),
  formatVersion: z.int(),
  title: z.string(),
  items: z.object({ total: count, archived: count, failed: count }),
  complete: z.boolean(),
  missing: z.array(z.string()),
  missingLeftOut: count,
  columns: z.array(z.string()).refine(areOwnColumns, 'A column is there twice.'),
  // Archives that were made before there were any do not name them.
  additionalFiles: z
    .array(z.object({ path: z.string(), originalName: z.string(), sha256: z.string(), sizeBytes: count }))
    .default([]),
})
type Description = z.infer<typeof descriptionSchema>

/** What the lists are checked against. */
export interface CheckedBag {
  readonly reader: ArchiveReader
  readonly findings: FindingCollector
  /** Path to hash, of the payload. */
  readonly manifest: ReadonlyMap<string, string>
  /** Files whose bytes are what the manifest says. */
  readonly sound: ReadonlySet<string>
  /** Files that are PDFs, by path. */
  readonly pdfs: ReadonlyMap<string, ScannedPdf>
}

/** What activity.json says of the whole. */
export interface ArchiveFacts {
  readonly title: string
  readonly complete: boolean
}

/**
 * Checks the lists of an archive against its files and against each other: that items.csv says what items.jsonl says,
 * that every file of every item is there as recorded, that every other file belongs to an item or was added by hand, that
 * the counts are right, and that an archive that lacks something does not call itself complete. Lists that are damaged have been
 * reported already, and are not looked at.
 *
 * @returns null if activity.json cannot be read.
 */
export async function verifyItems(bag: CheckedBag): Promise<ArchiveFacts | null> {
  // A manifest that is missing or damaged has been reported; one that is empty must not pass.
  const manifestRead = bag.manifest.size > 0 || bag.findings.damages === 0
  for (const name of [descriptionName, itemsCsvName, itemsJsonLinesName]) {
    if (manifestRead && !bag.manifest.has(payloadFolder + name)) {
      bag.findings.damage('missing', payloadFolder + name, 'Every archive of Muniment has this file.')
    }
  }
  const description = await readDescription(bag)
  if (!description) return null
  const { title, complete } = description
  if (description.formatVersion !== 1) {
    bag.findings.notFullyChecked = true
    const message = 'The archive was made by a newer version. Its files were checked, its lists were not.'
    bag.findings.notice('items_mismatch', payloadFolder + descriptionName, message)
    return { title, complete }
  }
  if (!complete) reportIncomplete(description, bag.findings)
  if (isSound(bag, itemsJsonLinesName) && isSound(bag, itemsCsvName)) {
    try {
      await new ItemListCheck(bag, description).run()
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error
      const message = 'The lists of items cannot be read: they are not what an archive has.'
      bag.findings.damage('items_mismatch', null, message)
    }
  }
  return { title, complete }
}

async function readDescription(bag: CheckedBag): Promise<Description | null> {
  const entry = bag.reader.entries.get(payloadFolder + descriptionName)
  if (!entry || !isSound(bag, descriptionName)) return null
  try {
    return descriptionSchema.parse(JSON.parse(await readText(entry.open(), longestDescription)))
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error
    bag.findings.damage('items_mismatch', entry.path, 'This is not the description of an archive of Muniment.')
    return null
  }
}

function reportIncomplete({ items, missing, missingLeftOut }: Description, findings: FindingCollector): void {
  const lacking = missing.length + missingLeftOut
  const message = `The archive was sealed as incomplete: ${items.archived} of ${items.total} items are in it, and ${lacking} things are listed as missing.`
  findings.notice('incomplete', payloadFolder + descriptionName, message)
}

function isSound(bag: CheckedBag, name: string): boolean {
  return bag.sound.has(payloadFolder + name)
}

class ItemListCheck {
  readonly #bag: CheckedBag
  readonly #description: Description
  readonly #listed = new Set<string>(
    [descriptionName, itemsCsvName, itemsJsonLinesName, startPageName].map((name) => payloadFolder + name),
  )
  readonly #counts = { total: 0, archived: 0, failed: 0 }
  readonly #reports: ReportChecks
  #lacking = 0

  constructor(bag: CheckedBag, description: Description) {
    this.#bag = bag
    this.#reports = new ReportChecks(bag.findings, bag.pdfs)
    this.#description = description
  }

  async run(): Promise<void> {
    const rows = this.#csvRows()
    const header = await rows.next()
    if (header.done || !sameCells(header.value, csvHeader(this.#description.columns))) {
      this.#mismatch(itemsCsvName, 'Its columns are not those that activity.json names.')
    }
    for await (const item of this.#items()) {
      const row = await rows.next()
      const cells = csvRow(this.#description.columns, item).map((value) => String(value ?? ''))
      if (row.done || !sameCells(row.value.map(fromCsvCell), cells)) {
        this.#mismatch(itemsCsvName, `It does not say what items.jsonl says of “${item.key}”.`)
      }
      this.#checkItem(item)
    }
    if (!(await rows.next()).done) this.#mismatch(itemsCsvName, 'It has more items than items.jsonl.')
    this.#checkAdditionalFiles()
    this.#checkTotals()
    this.#reports.end()
    for (const path of this.#bag.manifest.keys()) {
      if (!this.#listed.has(path))
        this.#bag.findings.damage('items_mismatch', path, 'The file belongs to no item, and nobody added it.')
    }
  }

  async *#items(): AsyncGenerator<ListedItem> {
    const keys = new Set<string>()
    for await (const item of readItems(this.#bytes(itemsJsonLinesName))) {
      if (keys.has(item.key)) this.#mismatch(itemsJsonLinesName, `It has “${item.key}” twice.`)
      keys.add(item.key)
      yield item
    }
  }

  async *#csvRows(): AsyncGenerator<readonly string[]> {
    let first = true
    for await (const row of readCsv(decodeText(this.#bytes(itemsCsvName)))) {
      const [cell = '', ...others] = row
      yield first ? [cell.replace(/^\uFEFF/u, ''), ...others] : row
      first = false
    }
  }

  #checkItem(item: ListedItem): void {
    this.#counts.total += 1
    this.#counts[item.state] += 1
    if (item.state === 'failed' || item.remarks.some((remark) => remark.severity === 'missing')) this.#lacking += 1
    for (const file of item.files) {
      const isAsRecorded = this.#checkFile(file, {
        list: itemsJsonLinesName,
        missing: `“${item.key}” has this file, but it is not there.`,
        changed: `The file is not the one that “${item.key}” was archived with.`,
      })
      const path = payloadFolder + file.path
      if (isAsRecorded && file.role === 'report' && file.mediaType === pdfMediaType && this.#bag.sound.has(path)) {
        this.#reports.check(path)
      }
    }
  }

  #checkAdditionalFiles(): void {
    for (const file of this.#description.additionalFiles) {
      if (!file.path.startsWith(`${additionalFilesFolder}/`)) {
        this.#mismatch(descriptionName, `“${file.path}” does not lie where additional files do.`)
      }
      this.#checkFile(file, {
        list: descriptionName,
        missing: `“${file.originalName}” was added to the archive by hand, but it is not there.`,
        changed: `The file is not the one that was added as “${file.originalName}”.`,
      })
    }
  }

  /** @returns whether the manifest has the file as it was recorded. */
  #checkFile(
    file: Pick<ArchivedFile, 'path' | 'sha256' | 'sizeBytes'>,
    words: { readonly list: string; readonly missing: string; readonly changed: string },
  ): boolean {
    const path = payloadFolder + file.path
    const hash = this.#bag.manifest.get(path)
    if (this.#listed.has(path)) this.#mismatch(words.list, `It lists “${file.path}” twice.`)
    this.#listed.add(path)
    if (hash === undefined) {
      this.#bag.findings.damage('missing', path, words.missing)
      return false
    }
    if (hash === file.sha256 && this.#hasSize(path, file.sizeBytes)) return true
    this.#bag.findings.damage('items_mismatch', path, words.changed)
    return false
  }

  /** True also for a file that is damaged: that has been reported. */
  #hasSize(path: string, sizeBytes: number): boolean {
    return !this.#bag.sound.has(path) || this.#bag.reader.entries.get(path)?.sizeBytes === sizeBytes
  }

  #checkTotals(): void {
    const { items, complete } = this.#description
    const { total, archived, failed } = this.#counts
    if (items.total !== total || items.archived !== archived || items.failed !== failed) {
      this.#mismatch(
        descriptionName,
        `It counts ${items.archived} archived of ${items.total} items; items.jsonl has ${archived} of ${total}.`,
      )
    }
    if (complete && this.#lacking > 0) {
      this.#mismatch(descriptionName, `It calls the archive complete, but ${this.#lacking} items lack something.`)
    }
  }

  #bytes(name: string): AsyncIterable<Uint8Array> {
    const entry = this.#bag.reader.entries.get(payloadFolder + name)
    if (!entry) throw new SyntaxError(`${name} is missing.`)
    return entry.open()
  }

  #mismatch(name: string, message: string): void {
    this.#bag.findings.damage('items_mismatch', payloadFolder + name, message)
  }
}

function sameCells(one: readonly string[], two: readonly string[]): boolean {
  return one.length === two.length && one.every((cell, index) => cell === two[index])
}
