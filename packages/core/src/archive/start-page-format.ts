import type { StartPageLanguage } from './start-page-words.ts'
import { startPageWords } from './start-page-words.ts'

// Not Intl: its words and marks change with the version of the data it carries, and the page must be the same,
// byte for byte, wherever it is made.

const isoTime = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})T(?<time>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/u

/** Whether `text` is a point in time as our records have it: ISO 8601 in UTC. */
export function isTime(text: string): boolean {
  return isoTime.test(text)
}

/** `2026-05-04T10:30:00Z` as `2026-05-04 10:30`, for tables. */
export function shortTime(text: string): string {
  const { year, month, day, time } = isoTime.exec(text)?.groups ?? {}
  return year === undefined ? text : `${year}-${month}-${day} ${time}`
}

/** `2026-05-04T10:30:00Z` as `4 May 2026, 10:30 UTC` or `4. Mai 2026, 10:30 UTC`. */
export function longTime(text: string, language: StartPageLanguage): string {
  const { year, month, day, time } = isoTime.exec(text)?.groups ?? {}
  if (year === undefined) return text
  const monthName = startPageWords[language].months[Number(month) - 1] ?? month
  return `${Number(day)}${language === 'de' ? '.' : ''} ${monthName} ${year}, ${time} UTC`
}

/** A number with the language’s marks, to two decimals; items.csv has it exact. */
export function formatNumber(value: number, language: StartPageLanguage): string {
  const { decimalMark, thousandsMark } = startPageWords[language]
  const text = String(Math.round(value * 100) / 100)
  if (!/^-?\d+(?:\.\d+)?$/u.test(text)) return text
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, thousandsMark)
  return fraction === undefined ? grouped : `${grouped}${decimalMark}${fraction}`
}

/** `1536` as `1.5 kB`; units of 1,000. */
export function formatSize(bytes: number, language: StartPageLanguage): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const rounded = unit === 0 || value >= 10 ? Math.round(value) : Math.round(value * 10) / 10
  return `${formatNumber(rounded, language)} ${unit === 0 && language === 'de' ? 'Byte' : units[unit]}`
}

/** `5400` as `90 min`, and `45` as `45 s`. */
export function formatDuration(seconds: number, language: StartPageLanguage): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  const parts = [
    minutes > 0 ? `${formatNumber(minutes, language)} min` : '',
    rest > 0 || minutes === 0 ? `${rest} s` : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** Text within HTML, or within a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/[\p{Cc}--[\t\n]]/gv, '\uFFFD')
}

/** A path below `data/` as a link of the start page: it can lead nowhere but there. */
export function toLink(path: string): string {
  const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/')
  return `./${encoded.replaceAll(/['()!*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`
}
