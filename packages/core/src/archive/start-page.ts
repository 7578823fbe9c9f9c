import { createHash } from 'node:crypto'
import type { SettingsDefinition } from '../driver/settings-definition.ts'
import type { ArchiveDescription, ArchivedItem } from './archive-description.ts'
import { bagInfoName } from './bag-tag-files.ts'
import { descriptionName, itemsCsvName, itemsJsonLinesName } from './item-lists.ts'
import { sealMarkSvg } from './seal-mark.ts'
import { settingsInWords } from './settings-in-words.ts'
import { escapeHtml, formatDuration, formatNumber, formatSize, isTime, longTime, toLink } from './start-page-format.ts'
import { startPageScript } from './start-page-script.ts'
import { startPageStyle } from './start-page-style.ts'
import { summarizeItems, type ItemSummary } from './start-page-summary.ts'
import { renderItemTable } from './start-page-table.ts'
import { startPageWords, type StartPageLanguage, type StartPageWords } from './start-page-words.ts'

export interface StartPageRequest {
  readonly description: ArchiveDescription
  /** Gives the items from the start each time it is called (several times), always in the same order. */
  readonly items: () => AsyncIterable<ArchivedItem>
  readonly language: StartPageLanguage
  /** The driver's settings, to show the archive's in words. Without it they stand in activity.json only. */
  readonly settingsDefinition?: readonly SettingsDefinition[]
}

const shownMissing = 12
const shownNotices = 6

/**
 * The start page of an archive, piece by piece: one HTML file that asks for nothing else, reads without script, and can
 * run no script but its own (the content security policy names its hash). It is part of the payload, so it says
 * nothing that differs between two runs on the same data; the date of archiving stands in bag-info.txt.
 */
export async function* renderStartPage(request: StartPageRequest): AsyncGenerator<string> {
  const words = startPageWords[request.language]
  const summary = await summarizeItems(request.items())
  yield head(request)
  yield state(request, words)
  if (request.description.anonymised) yield anonymised(words)
  yield notices(summary, request.language)
  yield about(request, summary)
  yield* renderItemTable({ ...request, items: request.items() }, words)
  yield additionalFiles(request, words)
  yield archiving(request, words)
  yield lists(words)
  yield verification(words)
  yield `<footer>${escapeHtml(words.footer)}</footer>\n</main>\n<script>${startPageScript}</script>\n</body>\n</html>\n`
}

function contentHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

const policy = [
  "default-src 'none'",
  `style-src ${contentHash(startPageStyle)}`,
  `script-src ${contentHash(startPageScript)}`,
  // The tag file beside `data/`: over HTTP it is of the same site, on a disk it is a file.
  "frame-src 'self' file:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

function head({ description, language }: StartPageRequest): string {
  const words = startPageWords[language]
  const { activity, course, title } = description
  const kind = words.kinds[activity.kind] ?? activity.kind
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · ${escapeHtml(words.archive)}</title>
<style>${startPageStyle}</style>
</head>
<body>
<a class="skip" href="#items">${escapeHtml(words.skip)}</a>
<main class="page">
<header>
<div class="brand">${sealMarkSvg}<span>${escapeHtml(words.archive)}</span></div>
<h1><bdi>${escapeHtml(title)}</bdi></h1>
<p class="under">${escapeHtml(kind)} · <bdi>${escapeHtml(course.name)}</bdi> · <bdi>${escapeHtml(description.site.name)}</bdi></p>
</header>
`
}

const checkIcon =
  '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><circle cx="12" cy="12" r="9.5"/><path d="M7.5 12.5l3 3 6-6.5"/></svg>'
const warningIcon =
  '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M12 3.5L22 20.5H2Z"/><path d="M12 10v4.5M12 17.4v.2"/></svg>'

const noticeIcon =
  '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><circle cx="12" cy="12" r="9.5"/><path d="M12 11v5.5M12 7.4v.2"/></svg>'

function state({ description, language }: StartPageRequest, words: StartPageWords): string {
  const { items, complete, missing, missingLeftOut } = description
  const total = formatNumber(items.total, language)
  if (complete) {
    return `<div class="state">${checkIcon}<div><p><strong>${escapeHtml(words.complete(total))}</strong></p>
<p class="note">${escapeHtml(words.completeNote)}</p></div></div>\n`
  }
  const archived = formatNumber(items.archived, language)
  const headline =
    items.archived < items.total ? words.incomplete(archived, total) : words.incompleteNone(archived, total)
  const more = missing.slice(shownMissing)
  const moreCount = escapeHtml(words.moreMissing(formatNumber(more.length, language)))
  return `<div class="state incomplete">${warningIcon}<div><p><strong>${escapeHtml(headline)}</strong></p>
<p>${escapeHtml(words.incompleteNote)}</p>
${listed(missing.slice(0, shownMissing))}
${more.length > 0 ? `<details class="more"><summary>${moreCount}</summary>${listed(more)}</details>` : ''}
${missingLeftOut > 0 ? `<p>${escapeHtml(words.leftOut(formatNumber(missingLeftOut, language)))}</p>` : ''}</div></div>\n`
}

function listed(sentences: readonly string[]): string {
  return `<ul>${sentences.map((sentence) => `<li><bdi>${escapeHtml(sentence)}</bdi></li>`).join('')}</ul>`
}

function anonymised(words: StartPageWords): string {
  return `<div class="state notices">${noticeIcon}<div><p><strong>${escapeHtml(words.anonymised)}</strong></p>
<p class="note">${escapeHtml(words.anonymisedNote)}</p></div></div>\n`
}

/** What the items tell of themselves, said once for all of them. */
function notices(summary: ItemSummary, language: StartPageLanguage): string {
  const words = startPageWords[language]
  const { notices: kinds, otherNotices } = summary
  if (kinds.length === 0) return ''
  const line = ([text, count]: readonly [string, number]) =>
    `<li>${escapeHtml(words.notice(count, formatNumber(count, language)))} <bdi>${escapeHtml(text)}</bdi></li>`
  const more = kinds.slice(shownNotices)
  const folded =
    more.length === 0
      ? ''
      : `<details class="more"><summary>${escapeHtml(words.moreMissing(formatNumber(more.length, language)))}</summary><ul>${more.map(line).join('')}</ul></details>`
  const others =
    otherNotices === 0 ? '' : `<p>${escapeHtml(words.otherNotices(formatNumber(otherNotices, language)))}</p>`
  return `<div class="state notices">${noticeIcon}<div><p><strong>${escapeHtml(words.notices(formatNumber(kinds.length, language)))}</strong></p>
<ul>${kinds.slice(0, shownNotices).map(line).join('')}</ul>${folded}${others}</div></div>\n`
}

function about(request: StartPageRequest, summary: ItemSummary): string {
  const { description, language } = request
  const words = startPageWords[language]
  const { activity, course, site } = description
  const courseName = course.shortName === course.name ? course.name : `${course.name} (${course.shortName})`
  const facts: [string, string][] = [
    [words.activity, `${words.kinds[activity.kind] ?? activity.kind}: ${activity.name}`],
    [words.course, courseName],
    [words.site, site.name === site.url ? site.url : `${site.name}, ${site.url}`],
    [words.release, site.release],
    ...knownFacts(activity.facts, language),
    ...summaryFacts(summary, description.items.total, language),
  ]
  const settings = settingsInWords(request.settingsDefinition ?? [], description.settings, language)
  const settingsList =
    settings.length === 0
      ? ''
      : `<details class="more"><summary>${escapeHtml(words.settings)}</summary>${definitionList(settings)}</details>\n`
  const reports = summary.hasPdfReports ? `<p class="reports">${escapeHtml(words.reports)}</p>\n` : ''
  return `<section aria-labelledby="about"><h2 id="about">${escapeHtml(words.about)}</h2>
${definitionList(facts.filter(([, value]) => value !== ''))}
${reports}${settingsList}<p class="note">${escapeHtml(words.unpackFirst)}</p></section>\n`
}

function summaryFacts(summary: ItemSummary, total: number, language: StartPageLanguage): [string, string][] {
  const words = startPageWords[language]
  const { people, states } = summary
  const number = (value: number) => formatNumber(value, language)
  const stateTexts = states.map(([name, count]) => `${words.values[name] ?? name}: ${number(count)}`)
  return [
    [words.taken, spanOfTime(summary, language)],
    [words.people, people === null ? '' : words.peopleAndItems(people, total, [number(people), number(total)])],
    [words.states, stateTexts.join(', ')],
  ]
}

function spanOfTime({ firstStart, lastEnd }: ItemSummary, language: StartPageLanguage): string {
  if (firstStart === null || !isTime(firstStart)) return ''
  const start = longTime(firstStart, language)
  if (lastEnd === null || !isTime(lastEnd)) return startPageWords[language].from(start)
  return `${start} – ${longTime(lastEnd, language)}`
}

/** The facts that we have words for, in the order of our words; all of them stand in activity.json. */
function knownFacts(facts: Readonly<Record<string, unknown>>, language: StartPageLanguage): [string, string][] {
  const words = startPageWords[language]
  return Object.entries(words.facts).flatMap(([key, label]) => {
    const value = facts[key]
    if (typeof value === 'number') {
      return [[label, key.endsWith('Seconds') ? formatDuration(value, language) : formatNumber(value, language)]]
    }
    if (typeof value !== 'string' || value === '') return []
    return [[label, isTime(value) ? longTime(value, language) : (words.values[value] ?? value)]]
  })
}

function definitionList(entries: readonly (readonly [label: string, value: string])[]): string {
  const rows = entries.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd><bdi>${escapeHtml(value)}</bdi></dd>`)
  return `<dl class="facts">${rows.join('\n')}</dl>`
}

function additionalFiles({ description, language }: StartPageRequest, words: StartPageWords): string {
  const files = description.additionalFiles
  if (files.length === 0) return ''
  const lines = files.map(({ path, originalName, note, sizeBytes }) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const said = [name === originalName ? '' : words.calledBefore(originalName), note].filter((text) => text !== '')
    const remarks = said.map((text) => `<br><span class="sub"><bdi>${escapeHtml(text)}</bdi></span>`).join('')
    return `<li><a href="${toLink(path)}"><bdi>${escapeHtml(name)}</bdi></a> <span class="size">${escapeHtml(formatSize(sizeBytes, language))}</span>${remarks}</li>`
  })
  return `<section aria-labelledby="added"><h2 id="added">${escapeHtml(words.additionalFiles)}</h2>
<p>${escapeHtml(words.additionalFilesNote)}</p>
<ul class="lists">${lines.join('\n')}</ul></section>\n`
}

/** Not in bag-info.txt of an anonymised archive. */
const labelsOfPeople: ReadonlySet<string> = new Set(['Muniment-Requested-By', 'Muniment-Read-As'])

/** Shows the tag file as it is: its content is not part of the payload, and so not of this page. */
function archiving({ description }: StartPageRequest, words: StartPageWords): string {
  const known = Object.entries(words.archivingLabels).filter(
    ([label]) => !description.anonymised || !labelsOfPeople.has(label),
  )
  const labels = known.map(([label, meaning]) => `<dt><code>${label}</code></dt><dd>${escapeHtml(meaning)}</dd>`)
  return `<section aria-labelledby="archiving"><h2 id="archiving">${escapeHtml(words.archiving)}</h2>
<p>${escapeHtml(words.archivingNote)}</p>
<iframe src="../${bagInfoName}" title="${escapeHtml(words.archivingFrame)}" sandbox></iframe>
<p><a href="../${bagInfoName}">${escapeHtml(words.archivingLink)}</a></p>
<dl class="facts">${labels.join('\n')}</dl></section>\n`
}

function lists(words: StartPageWords): string {
  const rows = [
    [itemsCsvName, words.listNotes.csv],
    [itemsJsonLinesName, words.listNotes.jsonLines],
    [descriptionName, words.listNotes.description],
  ] as const
  const listed = rows.map(([name, note]) => `<li><a href="${toLink(name)}">${name}</a>: ${escapeHtml(note)}</li>`)
  return `<section aria-labelledby="lists"><h2 id="lists">${escapeHtml(words.lists)}</h2>
<ul class="lists">${listed.join('\n')}</ul></section>\n`
}

const windowsCommand = `foreach ($list in 'manifest-sha256.txt', 'tagmanifest-sha256.txt') {
  Get-Content $list -Encoding UTF8 | ForEach-Object {
    $hash, $path = $_ -split '  ', 2
    $file = Get-FileHash -LiteralPath $path -Algorithm SHA256 -ErrorAction SilentlyContinue
    if ($file.Hash -ne $hash) { "Failed: $path" }
  }
}`

function step(sentence: string, command: string): string {
  return `<p>${escapeHtml(sentence)}</p>\n<pre><code>${escapeHtml(command)}</code></pre>\n`
}

function verification(words: StartPageWords): string {
  return `<section aria-labelledby="verify"><h2 id="verify">${escapeHtml(words.verify)}</h2>
<p>${escapeHtml(words.verifyIntro)}</p>
${step(words.verifyMuniment, 'muniment verify <archive>.zip')}<p>${escapeHtml(words.verifyUnpacked)}</p>
${step(words.verifyWindows, windowsCommand)}${step(words.verifyMac, 'shasum -a 256 -c tagmanifest-sha256.txt manifest-sha256.txt')}${step(
    words.verifyLinux,
    'sha256sum --check --quiet tagmanifest-sha256.txt manifest-sha256.txt',
  )}${step(words.verifyBag, 'bagit.py --validate <folder>')}<p>${escapeHtml(words.verifyMeaning)}</p>
${step(
  words.verifyTime,
  'openssl ts -verify -data tagmanifest-sha256.txt -in timestamp.tsr -CAfile <certificate of the authority>.pem',
)}</section>\n`
}
