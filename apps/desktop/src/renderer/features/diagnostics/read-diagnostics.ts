import type { SystemDescription } from '@muniment/sdk'
import type { CrashReport } from '../../../shared/crash-report.ts'
import type { Engine } from '../../connection/engine.ts'

/** Tells of crashes; the main process does, and browsers have none. */
export type ListCrashReports = () => Promise<readonly CrashReport[]>

export interface DiagnosticFacts {
  readonly system: SystemDescription
  /** The newest first; null where there is nobody to ask. */
  readonly crashReports: readonly CrashReport[] | null
}

/** What the section shows. Throws as `Engine.read`. */
export async function readFacts(
  engine: Engine,
  listCrashReports: ListCrashReports | null,
  signal: AbortSignal,
): Promise<DiagnosticFacts> {
  const [system, crashReports] = await Promise.all([
    engine.read((client, connection) => client.system.describe(undefined, { signal: connection }), signal),
    listCrashReports?.() ?? null,
  ])
  return { system, crashReports }
}

/** The text of a file for whoever looks for a fault: what the engine tells, and what crashed. */
export async function collectReport(engine: Engine, listCrashReports: ListCrashReports | null): Promise<string> {
  const [{ content }, crashReports] = await Promise.all([
    engine.change((client) => client.system.collectDiagnostics({})),
    listCrashReports?.() ?? [],
  ])
  const diagnostics: unknown = JSON.parse(content)
  return `${JSON.stringify({ diagnostics, crashReports }, null, 2)}\n`
}
