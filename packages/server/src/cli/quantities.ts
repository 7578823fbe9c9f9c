const sizeUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** A size for people: `3.4 MB`. Units of 1,000. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < sizeUnits.length - 1) {
    value /= 1_000
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${sizeUnits[unit] ?? ''}`
}

/** A time to wait, rounded as people would: `about 2 min`. */
export function formatSecondsLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds'
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} s`
  if (seconds >= 1_200 && seconds < 3_300) return `about ${Math.round(seconds / 300) * 5} min`
  if (seconds < 3_300) return `about ${Math.round(seconds / 60)} min`
  return `about ${Math.round(seconds / 360) / 10} h`
}

/** The day of a moment in UTC: `2026-11-26`. */
export function formatDay(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

/** Columns as wide as their widest cell; the last one is not padded. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => {
    row.forEach((cell, column) => (widest[column] = Math.max(widest[column] ?? 0, displayWidth(cell))))
    return widest
  }, [])
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell) + 2),
      )
      .join(''),
  )
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const wide =
  /[\u{1100}-\u{115F}\u{2E80}-\u{303E}\u{3041}-\u{A4CF}\u{AC00}-\u{D7A3}\u{F900}-\u{FAFF}\u{FE30}-\u{FE6F}\u{FF00}-\u{FF60}\u{FFE0}-\u{FFE6}]|\p{Emoji_Presentation}/u

/** How many columns a text takes on a screen: East Asian characters and emoji take two. */
function displayWidth(text: string): number {
  return [...segmenter.segment(text)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0)
}
