import { formulaKey, type FormulaDrawings } from '../formula-drawings.ts'
import { HeadingLevels } from '../heading-levels.ts'
import type {
  ImageReference,
  ReportAssets,
  ReportDocument,
  ReportFact,
  ReportPart,
  ReportSection,
} from '../report-document.ts'
import { attribute, escapeHtml } from './escape-html.ts'
import type { HtmlRendering } from './html-rendering.ts'
import { renderBlocks } from './render-blocks.ts'
import { renderInlines, renderOutcome } from './render-inlines.ts'
import { htmlWordsIn } from './report-html-words.ts'
import { reportStyle } from './report-style.ts'

/** Nothing may load or run but the pictures within the file and its own style. */
const contentSecurityPolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** Kinds of pictures that every browser shows. */
const shownByBrowsers = /^image\/(?:avif|gif|jpeg|png|svg\+xml|webp)$/
const sectionLevel = 2

/**
 * The report as one HTML file that needs nothing else: pictures within it, no script, no address that is fetched.
 * Files of the report are linked by their paths beside it.
 *
 * @param formulas as the typesetter drew them; others are shown as their source.
 */
export function renderReportHtml(
  document: ReportDocument,
  assets: ReportAssets,
  formulas: FormulaDrawings = new Map(),
): string {
  return [...renderReportHtmlParts(document, assets, formulas)].join('')
}

/** The same in parts, a section each, for streaming. */
export function* renderReportHtmlParts(
  document: ReportDocument,
  assets: ReportAssets,
  formulas: FormulaDrawings = new Map(),
): Generator<string> {
  const notes = new Set(document.notes)
  const rendering = startRendering(document, { assets, formulas, notes })
  yield head(document)
  const subtitle = document.subtitle === '' ? '' : `<p class="subtitle" dir="auto">${escapeHtml(document.subtitle)}</p>`
  yield `<header><h1 dir="auto">${escapeHtml(document.title)}</h1>${subtitle}</header>\n`
  if (document.facts.length > 0) yield renderFacts(document.facts, rendering)
  for (const section of document.sections) yield renderSection(section, rendering)
  if (notes.size > 0) {
    const items = [...notes].map((note) => `<li>${escapeHtml(note)}</li>`).join('')
    yield `<section><h2>${rendering.words.notes}</h2><ul>${items}</ul></section>\n`
  }
  if (document.watermark) {
    yield `<div class="watermark" aria-hidden="true">${escapeHtml(document.watermark)}</div>\n`
  }
  const { left, right } = document.footer
  yield `<footer class="footer"><span>${escapeHtml(left)}</span><span>${escapeHtml(right)}</span></footer>\n`
  yield '</main>\n</body>\n</html>\n'
}

interface Materials {
  readonly assets: ReportAssets
  readonly formulas: FormulaDrawings
  /** Collects what is told while the report is rendered. */
  readonly notes: Set<string>
}

function startRendering({ language }: ReportDocument, { assets, formulas, notes }: Materials): HtmlRendering {
  const words = htmlWordsIn(language)
  return {
    words,
    addressOf(image: ImageReference) {
      const asset = assets.get(image.asset)
      if (!asset) return undefined
      if (shownByBrowsers.test(asset.mediaType))
        return `data:${asset.mediaType};base64,${Buffer.from(asset.bytes).toString('base64')}`
      notes.add(words.imageNotForBrowsers(image.alternative))
      return undefined
    },
    drawingOf: (formula, display) => formulas.get(formulaKey(formula, display)),
    headingLevel: (level) => sectionLevel + level,
    note: (sentence) => notes.add(sentence),
  }
}

function head(document: ReportDocument): string {
  return [
    `<!doctype html>\n<html${attribute('lang', document.language)}>\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<meta name="author" content="${escapeHtml(document.author)}">`,
    `<title>${escapeHtml(document.title)}</title>\n<style>\n${reportStyle}\n</style>\n</head>\n<body>\n<main>\n`,
  ].join('\n')
}

function renderFacts(facts: readonly ReportFact[], rendering: HtmlRendering): string {
  const rows = facts.map(({ label, value, emphasis }) => {
    const shown = renderInlines(value, rendering)
    return `<div><dt>${escapeHtml(label)}</dt><dd dir="auto"${emphasis ? ' class="emphasis"' : ''}>${shown}</dd></div>`
  })
  return `<dl class="facts">${rows.join('')}</dl>\n`
}

function renderSection(section: ReportSection, rendering: HtmlRendering): string {
  const number = section.number === '' ? '' : `<span class="number">${escapeHtml(section.number)}</span>`
  const labels = (section.labels ?? []).map((label) => `<span class="label">${escapeHtml(label)}</span>`)
  const outcome = section.outcome ? renderOutcome(section.outcome) : ''
  const mark = section.mark ? `<span class="mark">${escapeHtml(section.mark)}</span>` : ''
  const named = number !== '' || section.heading !== ''
  const heading = named ? `<h2 dir="auto">${number}${escapeHtml(section.heading)}</h2>` : ''
  const parts = section.parts.map((part) => renderPart(part, rendering))
  const page = section.startsPage ? `<p class="page">${escapeHtml(section.startsPage)}</p>` : ''
  return `<section>${page}<div class="head">${heading}${labels.join('')}${outcome}${mark}</div>\n${parts.join('\n')}\n</section>\n`
}

function renderPart(part: ReportPart, rendering: HtmlRendering): string {
  const heading = part.heading === '' ? '' : `<h3 dir="auto">${escapeHtml(part.heading)}</h3>`
  const levels = new HeadingLevels(part.heading === '' ? sectionLevel : sectionLevel + 1)
  const within: HtmlRendering = { ...rendering, headingLevel: (level) => levels.next(level) }
  return `<div class="part ${part.role}">${heading}\n${renderBlocks(part.blocks, within)}</div>`
}
