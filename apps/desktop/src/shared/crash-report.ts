import { isFault, type Fault } from './engine-messages.ts'

/** What is kept of a crash, on this computer alone: it names nobody, and holds nothing that was read or archived. */
export interface CrashReport {
  /** Its file, and what tells it from others. */
  readonly name: string
  /** ISO 8601 in UTC. */
  readonly at: string
  /** `engine`: what archives. `window`: what is seen. */
  readonly part: 'engine' | 'window'
  /** As the operating system or Electron names it: an exit code, `crashed`, `oom` … */
  readonly reason: string
  /** What went wrong, as far as the part itself could tell. */
  readonly fault: Fault | null
  readonly version: string
  readonly electronVersion: string
  readonly platform: string
  readonly architecture: string
}

export function isCrashReport(value: unknown): value is CrashReport {
  if (typeof value !== 'object' || value === null) return false
  const report: Readonly<Record<string, unknown>> = { ...value }
  const texts = ['name', 'at', 'reason', 'version', 'electronVersion', 'platform', 'architecture']
  if (!texts.every((key) => typeof report[key] === 'string')) return false
  const { part, fault } = report
  return (part === 'engine' || part === 'window') && (fault === null || isFault(fault))
}
