import { createHash } from 'node:crypto'
import type { SettingsDefinition } from '../driver/settings-definition.ts'
import type { ArchiveDescription, ArchivedItem } from './archive-description.ts'
import { descriptionName, itemsCsvName, itemsJsonLinesName } from './item-lists.ts'
import { sealMarkSvg } from './seal-mark.ts'
import { settingsInWords } from './settings-in-words.ts'
import { escapeHtml, formatDuration, formatNumber, isTime, longTime, toLink } from './start-page-format.ts'
import { startPageScript } from './start-page-script.ts'
import { startPageStyle } from './start-page-style.ts'
import { renderItemTable } from './start-page-table.ts'
import { startPageWords, type StartPageLanguage, type StartPageWords } from './start-page-words.ts'

export interface StartPageRequest {
  readonly description: ArchiveDescription
  readonly items: AsyncIterable<ArchivedItem>
  readonly language: StartPageLanguage
  /** The driver's settings, to show the archive's in words. Without it they stand in activity.json only. */
  readonly settingsDefinition?: readonly SettingsDefinition[]
}

const shownMissing = 12

/**
 * The start page of an archive, piece by piece: one HTML file that asks for nothing else, reads without script, and can
 * run no script but its own (the content security policy names its hash). It is part of the payload, so it says
 * nothing that differs between two runs on the same data; the date of archiving stands in bag-info.txt.
 */
export async function* renderStartPage(request: StartPageRequest): AsyncGenerator<string> {
  const words = startPageWords[request.language]
  yield head(request)
  yield state(request, words)
  yield about(request, words)
  yield* renderItemTable(request, words)
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

function about(request: StartPageRequest, words: StartPageWords): string {
  const { description, language } = request
  const { activity, course, site } = description
  const courseName = course.shortName === course.name ? course.name : `${course.name} (${course.shortName})`
  const facts: [string, string][] = [
    [words.activity, `${words.kinds[activity.kind] ?? activity.kind}: ${activity.name}`],
    [words.course, courseName],
    [words.site, site.name === site.url ? site.url : `${site.name}, ${site.url}`],
    [words.release, site.release],
    ...knownFacts(activity.facts, language),
  ]
  const settings = settingsInWords(request.settingsDefinition ?? [], description.settings, language)
  const settingsList =
    settings.length === 0
      ? ''
      : `<details class="more"><summary>${escapeHtml(words.settings)}</summary>${definitionList(settings)}</details>\n`
  return `<section aria-labelledby="about"><h2 id="about">${escapeHtml(words.about)}</h2>
${definitionList(facts.filter(([, value]) => value !== ''))}
${settingsList}</section>\n`
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
