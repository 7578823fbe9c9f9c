import type { ReportReader } from '../../reporting/report-reader.ts'

/** A grade from 0 to 100 on a scale of points; empty without one. */
export function onScale(percent: number | null, most: number, reader: ReportReader, decimals: number): string {
  if (percent === null) return ''
  return `${reader.number((percent / 100) * most, decimals)} / ${reader.number(most, decimals)}`
}
