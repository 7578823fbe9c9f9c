import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isCrashReport, type CrashReport } from '../../shared/crash-report.ts'

/** What is the same in all reports of a start. */
export type ProgramFacts = Pick<CrashReport, 'version' | 'electronVersion' | 'platform' | 'architecture'>

export interface CrashReportsOptions {
  /** Made when the first report is kept. */
  readonly folder: string
  readonly program: ProgramFacts
  readonly now: () => Date
}

const kept = 10

/** Keeps reports of crashes on this computer, the newest ten. They are sent to nobody. */
export class CrashReports {
  readonly #options: CrashReportsOptions

  constructor(options: CrashReportsOptions) {
    this.#options = options
  }

  async keep(crash: Pick<CrashReport, 'part' | 'reason' | 'fault'>): Promise<void> {
    const { folder, program, now } = this.#options
    const at = now().toISOString()
    const name = `${at.replaceAll(/[:.]/gu, '-')}-${crash.part}.json`
    const report: CrashReport = { name, at, ...crash, ...program }
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, name), `${JSON.stringify(report, null, 2)}\n`)
    for (const old of (await this.#names()).slice(kept)) await rm(join(folder, old), { force: true })
  }

  /** The newest first. What cannot be read is left out. */
  async list(): Promise<readonly CrashReport[]> {
    const reports = await Promise.all((await this.#names()).slice(0, kept).map((name) => this.#read(name)))
    return reports.filter((report) => report !== undefined)
  }

  async #names(): Promise<readonly string[]> {
    const names = await readdir(this.#options.folder).catch(() => [])
    return names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .toReversed()
  }

  async #read(name: string): Promise<CrashReport | undefined> {
    try {
      const report: unknown = JSON.parse(await readFile(join(this.#options.folder, name), 'utf8'))
      return isCrashReport(report) ? report : undefined
    } catch {
      return undefined
    }
  }
}
