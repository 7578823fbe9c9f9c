import {
  conversionWords,
  convertHtml,
  convertHtmlInline,
  moodleDialect,
  type Block,
  type ConversionContext,
  type Inline,
  type ReportFact,
  type ReportPart,
  type ReportPartRole,
} from '../documents/index.ts'
import type { FileReference } from '../sources/activity-source.ts'
import { formatMoment, formatNumber } from './report-formats.ts'
import type { LinkingPart, ReportMaterials } from './report-materials.ts'
import type { ReportWords } from './report-words.ts'

/** What a driver makes the content of a report with. It touches nothing: pictures and files are there already. */
export interface ReportReader {
  /** A text of the site as blocks, with its pictures; what it links to is kept with the part. */
  html(html: string, part: LinkingPart): readonly Block[]
  /** The same within a line. */
  htmlInline(html: string, part: LinkingPart): readonly Inline[]
  /** Files that lie beside the report, as a list; nothing without files. */
  files(references: readonly FileReference[]): readonly Block[]
  /** What the texts of a part link to or embed and was kept beside the report; nothing without. */
  linkedFiles(part: LinkingPart): readonly Block[]
  /** A part of a section; nothing if it has no blocks. */
  part(role: ReportPartRole, heading: string, blocks: readonly Block[]): readonly ReportPart[]
  /** A fact at the head of the report; nothing if its value is empty. */
  fact(label: string, value: string | readonly Inline[], emphasis?: boolean): readonly ReportFact[]
  /** A moment with its time zone; empty without one. */
  moment(iso: string | null): string
  /** A number with a fixed count of decimals and the decimal sign of the report's language. */
  number(value: number, decimals: number): string
  /** Told what must be known of the report, in a sentence for people. */
  note(sentence: string): void
}

/** What a {@link ReportReader} works with. */
export interface ReportReaderBasis {
  readonly materials: ReportMaterials
  readonly words: ReportWords
  readonly timeZone: string
  readonly note: (sentence: string) => void
}

export function createReportReader({ materials, words, timeZone, note }: ReportReaderBasis): ReportReader {
  const contextOf = (part: LinkingPart): ConversionContext => ({
    words: conversionWords[words.language],
    dialect: moodleDialect,
    image: (request) => materials.image(request),
    file: (request) => materials.file(request, part),
    note,
  })
  const filesBlock = (files: readonly (ReturnType<ReportMaterials['fileAt']> | undefined)[]): readonly Block[] => {
    const kept = files.filter((file) => file !== undefined)
    return kept.length === 0 ? [] : [{ kind: 'files', files: kept }]
  }
  return {
    html: (html, part) => convertHtml(html, contextOf(part)),
    htmlInline: (html, part) => convertHtmlInline(html, contextOf(part)),
    files: (references) => filesBlock(references.map(({ address }) => materials.fileAt(address))),
    linkedFiles: ({ key }) => filesBlock(materials.linkedFiles(key)),
    part: (role, heading, blocks) => (blocks.length === 0 ? [] : [{ role, heading, blocks }]),
    fact: (label, value, emphasis = false) => toFact(label, value, emphasis),
    moment: (iso) => (iso === null ? '' : formatMoment(iso, timeZone, words)),
    number: (value, decimals) => formatNumber(value, decimals, words),
    note,
  }
}

function toFact(label: string, value: string | readonly Inline[], emphasis: boolean): readonly ReportFact[] {
  if (value.length === 0) return []
  const content: readonly Inline[] = typeof value === 'string' ? [{ kind: 'text', text: value }] : value
  return [{ label, value: content, ...(emphasis ? { emphasis } : {}) }]
}

/** A paragraph of plain text. */
export function paragraph(text: string): Block {
  return { kind: 'paragraph', content: [{ kind: 'text', text }] }
}
