import type { ArchiveDescription, ArchivedFile, ArchivedItem } from './archive-description.ts'
import { escapeHtml, formatNumber, formatSize, isTime, shortTime, toLink } from './start-page-format.ts'
import type { StartPageLanguage, StartPageWords } from './start-page-words.ts'

export interface ItemTableRequest {
  readonly description: ArchiveDescription
  readonly items: AsyncIterable<ArchivedItem>
  readonly language: StartPageLanguage
}

/** So many columns of a driver that we have no words for fit a page beside the name and the files. */
const unknownColumns = 4
/** More files than this are folded away. */
const openFiles = 3

/** The table of items, row by row, so that thousands of them need no memory. */
export async function* renderItemTable(request: ItemTableRequest, words: StartPageWords): AsyncGenerator<string> {
  const { description } = request
  yield `<section aria-labelledby="list"><h2 id="list">${escapeHtml(words.items)}</h2>\n`
  if (description.items.total === 0) {
    yield `<p id="items" class="none">${escapeHtml(words.noItems)}</p></section>\n`
    return
  }
  const columns = chooseColumns(description.columns, words)
  yield `<div class="tools" id="tools" hidden>
<label>${escapeHtml(words.search)}<br><input type="search" autocomplete="off" spellcheck="false"></label>
<label class="sorting">${escapeHtml(words.sortBy)}<br><select></select></label>
<output aria-live="polite" data-all="${escapeHtml(words.shownAll)}" data-some="${escapeHtml(words.shownSome)}"></output></div>
<table id="items"><caption>${escapeHtml(words.itemsCaption)}</caption>
<thead><tr><th scope="col" data-sortable>${escapeHtml(words.item)}</th>${columns.map((column) => headerCell(column, words)).join('')}<th scope="col">${escapeHtml(words.files)}</th></tr></thead>
<tbody>\n`
  for await (const item of request.items) yield itemRow(item, columns, { words, language: request.language })
  yield `</tbody></table>
<p id="more" hidden><span data-text="${escapeHtml(words.shownFirst)}"></span> <button type="button" data-text="${escapeHtml(words.showAll)}"></button></p></section>\n`
}

/** Those that we have words for, in the order of our words; where there are none, the driver's first ones. */
function chooseColumns(columns: readonly string[], words: StartPageWords): readonly string[] {
  const known = Object.keys(words.columns).filter((column) => columns.includes(column))
  return known.length > 0 ? known : columns.slice(0, unknownColumns)
}

const numberColumns: ReadonlySet<string> = new Set(['marks', 'grade'])

function headerCell(column: string, words: StartPageWords): string {
  const className = numberColumns.has(column) ? ' class="number"' : ''
  return `<th scope="col" data-sortable${className}>${escapeHtml(words.columns[column] ?? column)}</th>`
}

interface Voice {
  readonly words: StartPageWords
  readonly language: StartPageLanguage
}

function itemRow(item: ArchivedItem, columns: readonly string[], voice: Voice): string {
  const cells = columns.map((column) => valueCell(column, item.row[column] ?? null, voice))
  return `<tr><th scope="row" data-sort="${escapeHtml(item.title)}"><bdi>${escapeHtml(item.title)}</bdi>${remarks(item, voice.words)}</th>${cells.join('')}<td>${fileList(item.files, voice)}</td></tr>\n`
}

function remarks(item: ArchivedItem, words: StartPageWords): string {
  const lines = item.remarks.map(
    ({ severity, message }) =>
      `<span class="${severity === 'missing' ? 'remark' : 'notice'}">${severity === 'missing' ? '⚠ ' : ''}<bdi>${escapeHtml(message)}</bdi></span>`,
  )
  if (item.state === 'failed') {
    lines.unshift(
      `<span class="trouble">✕ ${escapeHtml(words.notArchived)} <bdi>${escapeHtml(item.error?.message ?? '')}</bdi></span>`,
    )
  }
  return lines.join('')
}

function valueCell(column: string, value: string | number | boolean | null, { words, language }: Voice): string {
  const label = `data-label="${escapeHtml(words.columns[column] ?? column)}"`
  if (typeof value === 'number') {
    return `<td class="number" ${label} data-sort="${value}">${formatNumber(value, language)}</td>`
  }
  if (typeof value === 'boolean') return `<td ${label}>${escapeHtml(value ? words.yes : words.no)}</td>`
  if (value === null || value === '') return `<td ${label} data-sort=""></td>`
  if (isTime(value)) return `<td class="time" ${label} data-sort="${escapeHtml(value)}">${shortTime(value)}</td>`
  const word = words.values[value]
  return word === undefined
    ? `<td ${label}><bdi>${escapeHtml(value)}</bdi></td>`
    : `<td class="word" ${label}><bdi>${escapeHtml(word)}</bdi></td>`
}

function fileList(files: readonly ArchivedFile[], voice: Voice): string {
  if (files.length === 0) return ''
  const attachments = files.filter((file) => file.role === 'attachment')
  const others = files.filter((file) => file.role !== 'attachment')
  const named = attachments.map((file) => fileLine(file, baseName(file.path), voice))
  const count = escapeHtml(voice.words.attachments(formatNumber(named.length, voice.language)))
  const folded = `<li><details><summary>${count}</summary><ul class="files">${named.join('')}</ul></details></li>`
  return `<ul class="files">${others.map((file) => fileLine(file, null, voice)).join('')}${named.length > openFiles ? folded : named.join('')}</ul>`
}

function fileLine(file: ArchivedFile, name: string | null, { words, language }: Voice): string {
  const text = name ?? (file.role === 'attachment' ? baseName(file.path) : words.roles[file.role])
  const className = name === null ? '' : ' class="named"'
  return `<li${className}><a href="${toLink(file.path)}"><bdi>${escapeHtml(text)}</bdi></a> <span class="size">${escapeHtml(formatSize(file.sizeBytes, language))}</span></li>`
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
