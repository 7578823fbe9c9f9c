/** One line of the table. */
export interface Measurement {
  readonly theme: string
  readonly what: string
  /** With its unit; where something could not be measured, why. */
  readonly measured: string
  /** What it is compared with, as it was measured in the same run. */
  readonly against?: string
  readonly ratio?: string
  readonly goal?: string
  /** Whether the goal is reached; undefined if there is none, or nothing was measured. */
  readonly reached?: boolean
}

/** How a bench was called. */
export interface BenchOptions {
  /** Also what takes long: 10,000 items. */
  readonly large: boolean
  /** Says what is being done. */
  readonly say: (sentence: string) => void
}

/** Measures one theme. Whatever cannot be measured here is told in a measurement, not thrown. */
export type Theme = (options: BenchOptions) => Promise<readonly Measurement[]>

/** The middle one of several. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The value that 95 of 100 do not exceed. */
export function percentile95(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN
}

/** Milliseconds that some work takes. */
export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(0)} %`
}

/** The measurements as a table in Markdown. */
export function toTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ theme, what, measured, against = '', ratio = '', goal = '', reached }) => [
    theme,
    what,
    measured,
    against,
    ratio,
    goal,
    reached === undefined ? '' : reached ? 'yes' : 'no',
  ])
  const head = ['theme', 'what', 'measured', 'against', 'ratio', 'goal', 'reached']
  const widths = head.map((name, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? name).length)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
