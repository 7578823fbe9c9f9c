const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A size for people, in units of 1,000: `3.4 MB`. */
export function sizeInWords(bytes: number, formatNumber: (value: number) => string): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000
    unit++
  }
  const rounded = unit === 0 || value >= 99.95 ? Math.round(value) : Math.round(value * 10) / 10
  // Number and unit stay in one line.
  return `${formatNumber(rounded)}\u00a0${units[unit] ?? ''}`
}
