import type { ReportWords } from './report-words.ts'

/**
 * Formats that are the same on every machine: of the machine's own language data only the rules of time zones are
 * used, never its locale.
 */

/** A moment with its time zone, such as `5 October 2026, 13:21:44 (Europe/Berlin, UTC+02:00)`. */
export function formatMoment(iso: string, timeZone: string, words: ReportWords): string {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(new Date(iso))
      .map(({ type, value }) => [type, value]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  const month = words.months[Number(part('month')) - 1] ?? ''
  const date = words.date(Number(part('day')), month, Number(part('year')))
  const offset = part('timeZoneName').replace('GMT', 'UTC')
  const zone =
    timeZone === 'UTC' || timeZone === offset ? 'UTC' : `${timeZone}, ${offset === 'UTC' ? 'UTC+00:00' : offset}`
  return `${date}, ${part('hour')}:${part('minute')}:${part('second')} (${zone})`
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  })
  formatters.set(timeZone, formatter)
  return formatter
}

/** How long it took, exact to the second, such as `1 h 26 min 3 s`. */
export function formatDuration(startIso: string, endIso: string, words: ReportWords): string {
  return formatMilliseconds(Date.parse(endIso) - Date.parse(startIso), words)
}

/** The same for a span of time. */
export function formatMilliseconds(milliseconds: number, words: ReportWords): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  const { day, hour, minute, second } = words.units
  const pieces: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), day],
    [Math.floor(seconds / 3600) % 24, hour],
    [Math.floor(seconds / 60) % 60, minute],
    [seconds % 60, second],
  ]
  const shown = pieces.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`)
  return shown.length === 0 ? `0 ${second}` : shown.join(' ')
}

/** A number with a fixed count of decimals and the decimal sign of the report's language. */
export function formatNumber(value: number, decimals: number, words: ReportWords): string {
  const text = value.toFixed(Math.min(Math.max(decimals, 0), 10))
  return words.language === 'de' ? text.replace('.', ',') : text
}

/** A size as people say it, such as `12.3 MB`; 1 MB is a million bytes. */
export function formatBytes(bytes: number, words: ReportWords): string {
  const unit = units.findLast(({ size }) => bytes >= size) ?? { name: 'B', size: 1 }
  return `${formatNumber(bytes / unit.size, unit.size === 1 ? 0 : 1, words)} ${unit.name}`
}

const units = [
  { name: 'B', size: 1 },
  { name: 'kB', size: 1_000 },
  { name: 'MB', size: 1_000_000 },
  { name: 'GB', size: 1_000_000_000 },
] as const
