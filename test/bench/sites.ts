import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'

const repository = join(import.meta.dirname, '../..')
const ownProgram = join(repository, 'test/moodle-stand-in/serve.ts')
const shared = join(repository, '../shared/moodle')

/** A site in a process of its own, so that its work is not ours. */
export interface BenchSite extends AsyncDisposable {
  readonly name: string
  readonly url: string
  readonly token: string
  readonly course: string
  readonly quiz: string
}

export interface BenchSiteOptions {
  /** Finished attempts of the quiz. */
  readonly attempts: number
  /** Every answer takes that long. */
  readonly latencyMs?: number
}

/** What starts a site. */
export interface SiteKind {
  readonly name: string
  start(options: BenchSiteOptions): Promise<BenchSite>
}

const ownSite: SiteKind = {
  name: 'sample Moodle',
  start: ({ attempts, latencyMs = 0 }) =>
    startSite([ownProgram, '0', String(attempts), String(latencyMs)], {
      name: 'sample Moodle',
      course: '7',
      quiz: 'Stars & Planets: final quiz',
    }),
}

/** Recordings of a real Moodle 4.5, where they lie beside the repository: 25 questions, reviews of 0.9 MB. */
const recordedSite: SiteKind = {
  name: 'recorded Moodle',
  start: ({ attempts, latencyMs = 0 }) =>
    startSite(
      [join(shared, 'stand-in.mjs'), ...optionsOf({ data: join(shared, '4.5/HIST101'), attempts, latencyMs })],
      { name: 'recorded Moodle', course: 'HIST101', quiz: 'Midterm' },
    ),
}

function optionsOf({ data, attempts, latencyMs }: Required<BenchSiteOptions> & { readonly data: string }): string[] {
  const values = { data, scale: `Midterm=${attempts}`, workers: '4', 'latency-ms': String(latencyMs) }
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, value])
}

/** The sites that there are here: our own always. */
export const siteKinds: readonly SiteKind[] = [
  ownSite,
  ...(existsSync(join(shared, 'stand-in.mjs')) ? [recordedSite] : []),
]

/** The site whose attempts are most like real ones. */
export const mostRealSite: SiteKind = siteKinds.at(-1) ?? ownSite

async function startSite(
  args: readonly string[],
  known: Pick<BenchSite, 'name' | 'course' | 'quiz'>,
): Promise<BenchSite> {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for await (const line of createInterface(child.stdout)) {
    const { url, token }: { url: string; token: string } = JSON.parse(line)
    return {
      ...known,
      url,
      token,
      async [Symbol.asyncDispose]() {
        child.kill()
        await ended
      },
    }
  }
  throw new Error(`${args[0]} ended before it served.`)
}
