import type { ReportFact, ReportPart, ReportSection } from '../../documents/report-document.ts'
import { privateFamilyName } from '../fonts/font-file.ts'
import { fontFamilies } from '../fonts/font-files.ts'
import type { TypesetPlan } from '../pool/child-protocol.ts'
import type { TypesetRequest } from '../report-typesetter.ts'
import { toPageBlocks, toPlainBlock } from './block-data.ts'
import { HeadingLevels } from '../../documents/heading-levels.ts'
import { isRightToLeftContent, toPageInlines } from './inline-data.ts'
import type { PageData, PageFact, PagePart, PageSection } from './page-data.ts'
import { plainTextOf } from './plain-text.ts'
import type { ReportContext } from './report-context.ts'

const lineWord = 50
const factWord = 24
/** A fact with more characters than this does not fit beside another. */
const longestShortFact = 40
const sectionLevel = 2

/** Turns a report document into what the template reads. Notes and files gather in the context. */
export function toPageData(request: TypesetRequest, plan: TypesetPlan, context: ReportContext): PageData {
  const { document, paperSize, source } = request
  const { printable, words } = context
  const printLine = (text: string): string => printable.printBreakable(text.replaceAll(/\s/gu, ' '), lineWord)
  const sections = document.sections.flatMap((section, index) => {
    if (plan.leftOut.includes(index)) return []
    return [plan.plain.includes(index) ? toPlainSection(context, section) : toPageSection(context, section)]
  })
  const facts = document.facts.map((fact) => toPageFact(context, fact, plan.plainFacts))
  if (plan.plainFacts) context.note(words.notes.plainFacts)
  const given = document.notes.map(printLine)
  return {
    title: printLine(document.title).trim() || words.template.notes,
    subtitle: printLine(document.subtitle),
    language: words.language,
    author: printable.annotate(document.author),
    keywords: document.keywords.map((keyword) => printable.annotate(keyword)),
    date: toDateParts(document.date),
    paper: paperSize === 'A4' ? 'a4' : 'us-letter',
    fonts: { text: fontNames(false), mono: fontNames(true) },
    words: words.template,
    watermark: printable.print((document.watermark ?? '').replaceAll(/\s/gu, ' ')),
    footer: { left: printLine(document.footer.left), right: printLine(document.footer.right) },
    facts,
    sections,
    notes: [...given, ...context.notes],
    source: {
      fileName: source.fileName.replaceAll(/[^\w.-]/gu, '_') || 'source.json',
      description: printable.annotate(source.description).trim() || source.fileName,
    },
  }
}

function fontNames(monospacedFirst: boolean): readonly string[] {
  const names = fontFamilies.map(({ name }) => privateFamilyName(name))
  const mono = privateFamilyName('Noto Sans Mono')
  return monospacedFirst ? [mono, ...names.filter((name) => name !== mono)] : names
}

function toDateParts(date: string): readonly number[] {
  const moment = new Date(date)
  const known = Number.isNaN(moment.getTime()) ? new Date(0) : moment
  return [
    known.getUTCFullYear(),
    known.getUTCMonth() + 1,
    known.getUTCDate(),
    known.getUTCHours(),
    known.getUTCMinutes(),
    known.getUTCSeconds(),
  ]
}

function toPageFact(context: ReportContext, fact: ReportFact, plain: boolean): PageFact {
  const text = plainTextOf(fact.value)
  const value = plain
    ? [context.printable.printBreakable(text.replaceAll(/\s/gu, ' '), factWord)]
    : toPageInlines(context, fact.value, factWord)
  const drawn = fact.value.some(({ kind }) => kind === 'image' || kind === 'line-break')
  return {
    label: context.printable.printBreakable(fact.label.replaceAll(/\s/gu, ' '), factWord),
    value,
    emphasis: fact.emphasis === true,
    rtl: isRightToLeftContent(fact.value),
    wide: drawn || text.length > longestShortFact,
  }
}

function sectionFrame(context: ReportContext, section: ReportSection): Omit<PageSection, 'parts'> {
  const print = (text: string): string => context.printable.printBreakable(text.replaceAll(/\s/gu, ' '), lineWord)
  return {
    number: print(section.number),
    heading: print(section.heading),
    ...context.outcome(section.outcome),
    mark: print(section.mark ?? ''),
    startsPage: print(section.startsPage ?? ''),
    labels: (section.labels ?? []).map(print),
  }
}

function toPageSection(context: ReportContext, section: ReportSection): PageSection {
  const parts = section.parts.map((part): PagePart => {
    const heading = context.printable.printBreakable(part.heading)
    const levels = new HeadingLevels(heading === '' ? sectionLevel : sectionLevel + 1)
    const blocks = toPageBlocks(context, part.blocks, { levels, depth: 0, longestWord: lineWord })
    return { role: part.role, heading, blocks }
  })
  const shown = parts.filter(({ heading, blocks }) => heading !== '' || blocks.length > 0)
  return { ...sectionFrame(context, section), parts: shown }
}

/** A section of which only the words are kept, because the compiler could not set it. */
function toPlainSection(context: ReportContext, section: ReportSection): PageSection {
  const name = [section.number, section.heading].filter((text) => text !== '').join(' ')
  context.note(context.words.notes.plainSection(context.printable.print(name)))
  const parts = section.parts.map((part: ReportPart): PagePart => ({
    role: part.role,
    heading: context.printable.printBreakable(part.heading),
    blocks: [toPlainBlock(context, plainTextOf(part.blocks), lineWord)],
  }))
  const notice: PagePart = {
    role: 'other',
    heading: '',
    blocks: [{ kind: 'placeholder', label: context.words.notes.shownAsText, files: [] }],
  }
  return { ...sectionFrame(context, section), parts: [notice, ...parts] }
}
