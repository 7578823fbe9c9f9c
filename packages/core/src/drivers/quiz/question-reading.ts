import {
  conversionWords,
  convertHtml,
  flattenBlocks,
  moodleDialect,
  type Block,
  type ConversionContext,
  type HtmlElement,
  type HtmlNode,
  type Inline,
  type Interpretation,
  type ReportPart,
} from '../../documents/index.ts'
import type { ReportMaterials } from '../../reporting/report-materials.ts'
import type { AttemptWords } from './attempt-words.ts'
import type { QuestionPage } from './question-page.ts'
import { questionPart } from './quiz-parts.ts'
import type { ReportSectionName } from './report-sections.ts'

/** Reads an element of a question's own markup its own way; undefined leaves it to the general conversion. */
export type Interpret = (element: HtmlElement) => Interpretation | undefined

/** What the reader of a question type works with. */
export interface QuestionReading {
  readonly page: QuestionPage
  readonly words: AttemptWords
  readonly materials: ReportMaterials
  /** Scripts of the whole review, the question's own first. */
  readonly scripts: readonly string[]
  shows(section: ReportSectionName): boolean
  blocks(nodes: readonly HtmlNode[], interpret?: Interpret): readonly Block[]
  inlines(nodes: readonly HtmlNode[], interpret?: Interpret): readonly Inline[]
  /** Like {@link blocks}, with the line ends of the source kept: for texts that Moodle made of formatted ones. */
  lines(nodes: readonly HtmlNode[], interpret?: Interpret): readonly Block[]
  /** Told what could not be shown as it was, in a sentence. */
  note(sentence: string): void
}

/** Turns the question text and the answer of one type into parts. Feedback, comments and history are common to all. */
export type QuestionTypeReader = (reading: QuestionReading) => readonly ReportPart[]

type ReadingBasis = Omit<QuestionReading, 'blocks' | 'inlines' | 'lines' | 'shows'> & {
  readonly sections: ReadonlySet<ReportSectionName>
}

export function createQuestionReading(basis: ReadingBasis): QuestionReading {
  const { materials, words, note } = basis
  const context: ConversionContext = {
    words: conversionWords[words.language],
    dialect: moodleDialect,
    image: (request) => materials.image(request),
    file: (request) => materials.file(request, questionPart(basis.page.question)),
    note,
  }
  const blocks = (nodes: readonly HtmlNode[], interpret?: Interpret): readonly Block[] =>
    convertHtml(nodes, interpret ? { ...context, interpret } : context)
  return {
    ...basis,
    shows: (section) => basis.sections.has(section),
    blocks,
    inlines: (nodes, interpret) => flattenBlocks(blocks(nodes, interpret)),
    lines: (nodes, interpret) =>
      convertHtml(nodes, { ...context, lineBreaks: 'keep', ...(interpret ? { interpret } : {}) }),
  }
}

/** The question text, as a part; nothing if it is empty. */
export function promptPart(reading: QuestionReading, interpret?: Interpret): readonly ReportPart[] {
  const { text } = reading.page
  const blocks = text ? reading.blocks([text], interpret) : []
  return blocks.length === 0 ? [] : [{ role: 'prompt', heading: '', blocks }]
}

/** The answer, as a part. An empty one says so: nothing there and nothing read must not look the same. */
export function answerPart(reading: QuestionReading, blocks: readonly Block[]): ReportPart {
  const { parts, noAnswer } = reading.words
  const shown = blocks.length === 0 ? [paragraph(noAnswer)] : blocks
  return { role: 'answer', heading: parts.answer, blocks: shown }
}

/** How a remark names the question. */
export function questionName({ page, words }: QuestionReading): string {
  return words.remarks.question(page.question.numberShown)
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', content: [{ kind: 'text', text }] }
}

/** The things on offer, in a line; nothing if there are none. */
export function choicesLine(reading: QuestionReading, offered: readonly string[]): readonly Block[] {
  const distinct = [...new Set(offered.filter((text) => text !== ''))]
  return distinct.length === 0 ? [] : [paragraph(reading.words.choices(distinct.join(' · ')))]
}
