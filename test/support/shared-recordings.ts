import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** The stand-in for Moodle that lives beside the repository, with recordings of a real site. */
export interface StandIn extends AsyncDisposable {
  readonly url: string
  readonly token: string
  readonly username: string
  readonly password: string
  /** Tokens by user name. */
  readonly users: Readonly<Record<string, string>>
  stats(): StandInStatistics
  set(changes: StandInOptions): void
}

export interface StandInStatistics {
  readonly requests: number
  readonly missCount: number
  readonly misses: readonly unknown[]
  readonly faults: Readonly<Record<string, number>>
  readonly peakAtOnce: number
  readonly functions: Readonly<Record<string, { readonly calls: number; readonly errors: number }>>
}

/** Options of the stand-in, see its README. */
export interface StandInOptions {
  readonly workers?: number
  readonly latencyMs?: number
  readonly faultRate?: number
  readonly faultKinds?: readonly string[]
  readonly seed?: string
  readonly slowMs?: number
  readonly scale?: readonly string[]
  readonly scaleAssign?: readonly string[]
  readonly fileKb?: number
  readonly expireTokenAfter?: number
  readonly mutateAttempt?: readonly number[]
  readonly sso?: boolean
  readonly privateToken?: boolean
}

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const folder = path.join(repository, '..', 'shared', 'moodle')
const script = path.join(folder, 'stand-in.mjs')
const recordings = path.join(folder, '4.5', 'HIST101')

/** Whether the recordings are here. They are not part of the repository; tests that need them are skipped without. */
export const hasSharedRecordings = existsSync(script) && existsSync(recordings)

/** What a skipped test says. */
export const whySkipped = 'the recordings in ../shared/moodle are not here'

/** Starts the stand-in on a free port of this computer. */
export async function startSharedStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const module: StandInModule = await import(pathToFileURL(script).href)
  const standIn = await module.startStandIn({ data: recordings, ...options })
  return Object.assign(standIn, { [Symbol.asyncDispose]: () => standIn.close() })
}

/** A recorded answer as it lies on the disk: `request`, `status`, `body`. */
export async function readRecordedAnswer(webServiceFunction: string, name: string): Promise<unknown> {
  const file = path.join(recordings, webServiceFunction, `${name}.json`)
  const text = existsSync(file) ? await readFile(file) : gunzipSync(await readFile(`${file}.gz`))
  return JSON.parse(text.toString('utf8'))
}

/** Names of all recorded answers of a function, those of `teacher1` only. */
export async function listRecordedAnswers(webServiceFunction: string): Promise<readonly string[]> {
  const names = await readdir(path.join(recordings, webServiceFunction))
  return names.flatMap((name) => /^(?!\w+\.)(.+)\.json$/u.exec(name)?.[1] ?? [])
}

/** SHA-256 of each recorded file, by its path on the site: `/webservice/pluginfile.php/…`, decoded. */
export async function hashRecordedFiles(): Promise<ReadonlyMap<string, string>> {
  const files = path.join(recordings, '_files')
  const names = await readdir(files)
  const hashes = new Map<string, string>()
  for (const name of names.filter((candidate) => candidate.endsWith('.json'))) {
    const { request, status }: RecordedDownload = JSON.parse(await readFile(path.join(files, name), 'utf8'))
    const body = names.find((candidate) => candidate.startsWith(`${path.parse(name).name}.body.`))
    if (status !== 200 || body === undefined) continue
    const address = decodeURIComponent(request.path.split('?', 1)[0] ?? '')
    hashes.set(
      address,
      createHash('sha256')
        .update(await readFile(path.join(files, body)))
        .digest('hex'),
    )
  }
  return hashes
}

interface RecordedDownload {
  readonly request: { readonly path: string }
  readonly status: number
}

interface StandInModule {
  startStandIn(options: StandInOptions & { readonly data: string }): Promise<Omit<StandIn, symbol> & Closable>
}

interface Closable {
  close(): Promise<void>
}
