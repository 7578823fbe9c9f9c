const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** An amount of data as people say it, such as `1.2 MB`; at least a kilobyte. */
export function formatSize(bytes: number, tag: string): string {
  let amount = bytes / 1_000
  let unit = 0
  for (; amount >= 999.5 && unit < units.length - 1; unit++) amount /= 1_000
  const digits = amount < 10 && unit > 0 ? 1 : 0
  const shown = { style: 'unit', unit: units[unit] ?? 'kilobyte', unitDisplay: 'short' } as const
  return new Intl.NumberFormat(tag, { ...shown, maximumFractionDigits: digits }).format(Math.max(1, amount))
}
