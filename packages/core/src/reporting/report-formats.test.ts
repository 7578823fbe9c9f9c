import { expect, test } from 'vitest'
import { reportWords } from './report-words.ts'
import { formatDuration, formatMoment, formatNumber } from './report-formats.ts'

const [english, german] = [reportWords('en'), reportWords('de')]

test.each([
  ['2026-10-05T11:21:44Z', 'Europe/Berlin', english, '5 October 2026, 13:21:44 (Europe/Berlin, UTC+02:00)'],
  ['2026-12-31T23:30:00.999Z', 'Europe/Berlin', german, '1. Januar 2027, 00:30:00 (Europe/Berlin, UTC+01:00)'],
  ['2026-10-05T11:21:44Z', 'UTC', english, '5 October 2026, 11:21:44 (UTC)'],
  ['2026-03-08T06:59:59Z', 'America/New_York', english, '8 March 2026, 01:59:59 (America/New_York, UTC-05:00)'],
  ['2026-03-08T07:00:00Z', 'America/New_York', english, '8 March 2026, 03:00:00 (America/New_York, UTC-04:00)'],
  ['2026-10-05T11:21:44Z', 'Asia/Kathmandu', german, '5. Oktober 2026, 17:06:44 (Asia/Kathmandu, UTC+05:45)'],
  ['2026-07-01T00:00:00Z', 'Europe/London', english, '1 July 2026, 01:00:00 (Europe/London, UTC+01:00)'],
  ['2026-01-01T00:00:00Z', 'Europe/London', english, '1 January 2026, 00:00:00 (Europe/London, UTC+00:00)'],
])('%s in %s', (iso, timeZone, words, expected) => {
  expect(formatMoment(iso, timeZone, words)).toBe(expected)
})

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [1560, '26 min'],
  [5163, '1 h 26 min 3 s'],
  [90_000, '1 d 1 h'],
])('%i seconds', (seconds, expected) => {
  const start = Date.parse('2026-10-05T11:21:44Z')
  const end = new Date(start + seconds * 1000).toISOString()
  expect(formatDuration('2026-10-05T11:21:44Z', end, english)).toBe(expected)
})

test('numbers have the decimal sign of the language', () => {
  expect(formatNumber(7.9, 2, english)).toBe('7.90')
  expect(formatNumber(1234.5, 1, german)).toBe('1234,5')
})
