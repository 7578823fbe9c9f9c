import type { Block, ReportFile, TableBlock, TableCell } from '../report-document.ts'
import { isRightToLeft } from '../text-direction.ts'
import { blockText } from '../report-text.ts'
import { attribute, escapeHtml, pathAddress } from './escape-html.ts'
import type { HtmlRendering } from './html-rendering.ts'
import { renderFormula } from './render-formula.ts'
import { renderPlacement } from './render-placement.ts'
import { tableOf } from './render-table.ts'
import { choiceMark, renderImage, renderInlines, renderOutcome } from './render-inlines.ts'

export function renderBlocks(blocks: readonly Block[], rendering: HtmlRendering): string {
  return blocks.map((block) => renderBlock(block, rendering)).join('\n')
}

function renderBlock(block: Block, rendering: HtmlRendering): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p dir="${block.direction ?? 'auto'}"${attribute('class', block.alignment)}>${renderInlines(block.content, rendering)}</p>`
    case 'heading':
      return renderHeading(block, rendering)
    case 'list':
      return renderList(block, rendering)
    case 'quote':
      return `<blockquote${directionOf(block.content)}>${renderBlocks(block.content, rendering)}</blockquote>`
    case 'preformatted':
      return `<pre${block.monospaced ? ' dir="ltr" class="mono"' : ' dir="auto"'}>\n${escapeHtml(block.text)}</pre>`
    case 'table':
      return renderTable(block, rendering)
    case 'figure': {
      const caption = block.caption ? `<figcaption>${renderInlines(block.caption, rendering)}</figcaption>` : ''
      return `<figure>${renderImage(block.image, rendering)}${caption}</figure>`
    }
    case 'formula':
      return renderFormula(block.formula, true, rendering)
    case 'choices':
      return renderChoices(block, rendering)
    case 'matches':
      return renderMatches(block, rendering)
    case 'placement':
      return renderPlacement(block, rendering)
    case 'files':
      return renderFiles(block.files, rendering)
    case 'placeholder': {
      const files = block.file ? renderFiles([block.file], rendering) : ''
      return `<div class="placeholder">${escapeHtml(block.label)}${files}</div>`
    }
    case 'rule':
      return '<hr>'
  }
}

function renderHeading(block: Extract<Block, { kind: 'heading' }>, rendering: HtmlRendering): string {
  const tag = `h${rendering.headingLevel(block.level)}`
  return `<${tag} dir="auto">${renderInlines(block.content, rendering)}</${tag}>`
}

function renderList(block: Extract<Block, { kind: 'list' }>, rendering: HtmlRendering): string {
  const tag = block.ordered ? 'ol' : 'ul'
  const start = block.ordered && block.start !== 1 ? attribute('start', block.start) : ''
  const type = block.ordered ? attribute('type', block.numbering) : ''
  const items = block.items.map((item) => `<li>${renderBlocks(item, rendering)}</li>`)
  return `<${tag}${type}${start}${directionOf(block.items.flat())}>${items.join('')}</${tag}>`
}

/** On which side numbers, bullets and rules stand: that on which the first words begin. */
function directionOf(blocks: readonly Block[]): string {
  return isRightToLeft(blockText(blocks)) ? ' dir="rtl"' : ' dir="ltr"'
}

function renderTable(table: TableBlock, rendering: HtmlRendering): string {
  const rows = Array.from({ length: table.rows }, (): string[] => [])
  for (const cell of table.cells) rows[cell.row]?.push(renderCell(cell, table, rendering))
  const lines = rows.map((cells) => `<tr>${cells.join('')}</tr>`)
  const head = table.headerRows > 0 ? `<thead>${lines.slice(0, table.headerRows).join('')}</thead>` : ''
  const caption = table.caption ? `<caption>${renderInlines(table.caption, rendering)}</caption>` : ''
  const body = `<tbody>${lines.slice(table.headerRows).join('')}</tbody>`
  return `<div class="scroll"><table${attribute('class', classOf(table))}${attribute('dir', table.direction)}>${caption}${head}${body}</table></div>`
}

/** A screen scrolls a wide table; on paper its type has to be small. */
function classOf({ dense, columns }: TableBlock): string {
  const width = columns > 20 ? 'widest' : columns > 10 ? 'wide' : ''
  return [dense ? 'dense' : '', width].filter(Boolean).join(' ')
}

function renderCell(cell: TableCell, table: TableBlock, rendering: HtmlRendering): string {
  const tag = cell.heading ? 'th' : 'td'
  const spans =
    (cell.rowSpan > 1 ? attribute('rowspan', cell.rowSpan) : '') +
    (cell.columnSpan > 1 ? attribute('colspan', cell.columnSpan) : '')
  const scope = cell.heading ? attribute('scope', cell.row < table.headerRows ? 'col' : 'row') : ''
  return `<${tag}${spans}${scope}${attribute('class', cell.alignment)}>${renderBlocks(cell.content, rendering)}</${tag}>`
}

function renderChoices(block: Extract<Block, { kind: 'choices' }>, rendering: HtmlRendering): string {
  const choices = block.choices.map((choice) => {
    const feedback =
      choice.feedback.length > 0 ? `<div class="feedback">${renderBlocks(choice.feedback, rendering)}</div>` : ''
    return [
      `<li${choice.chosen ? ' class="chosen"' : ''}>`,
      `<span>${choiceMark(block.multiple, choice.chosen, rendering.words)}</span><span>${escapeHtml(choice.label)}</span>`,
      `<div>${renderBlocks(choice.content, rendering)}</div>`,
      `<span class="result">${choice.outcome ? renderOutcome(choice.outcome) : ''}</span>${feedback}</li>`,
    ].join('')
  })
  return `<ul class="choices" role="list">${choices.join('')}</ul>`
}

function renderMatches(block: Extract<Block, { kind: 'matches' }>, rendering: HtmlRendering): string {
  const { words } = rendering
  const hasOutcomes = block.pairs.some((pair) => pair.outcome)
  const rows = block.pairs.map((pair) => {
    const answer =
      pair.answer.length > 0 ? renderBlocks(pair.answer, rendering) : `<em class="quiet">${words.noAnswer}</em>`
    const outcome = hasOutcomes ? `<td>${pair.outcome ? renderOutcome(pair.outcome) : ''}</td>` : ''
    return `<tr><th scope="row">${renderBlocks(pair.prompt, rendering)}</th><td>${answer}</td>${outcome}</tr>`
  })
  const heads = [words.item, words.answer, ...(hasOutcomes ? [words.result] : [])]
  return tableOf(heads, rows)
}

function renderFiles(files: readonly ReportFile[], rendering: HtmlRendering): string {
  const { words } = rendering
  const rows = files.map((file) => {
    const name = escapeHtml(file.name)
    const link =
      file.path === null ? `${name} (${words.fileNotKept})` : `<a href="${pathAddress(file.path)}">${name}</a>`
    const hash = file.sha256 === null ? '' : `<code>${escapeHtml(file.sha256)}</code>`
    return `<tr><th scope="row">${link}</th><td>${file.sizeBytes}</td><td>${hash}</td></tr>`
  })
  return tableOf([words.file, words.size, 'SHA-256'], rows)
}
