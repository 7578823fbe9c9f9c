import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openWorkspace } from '../support/open-muniment.ts'
import { readZip } from '../support/read-zip.ts'
import { startMuniment } from '../support/run-muniment.ts'
import { canWatchMemory, watchMemory, type MemoryPeaks } from './process-tree.ts'
import type { BenchSite } from './sites.ts'

/** One run of `muniment archive`, with an installation of its own. */
export interface ArchiveRun {
  readonly seconds: number
  /** Undefined where memory cannot be watched. */
  readonly memory: MemoryPeaks | undefined
  /** Ids of the attempts that were archived. */
  readonly attemptIds: readonly number[]
}

/** Archives the quiz of a site by the command line, from its start to its end. */
export async function archiveQuiz(site: BenchSite): Promise<ArchiveRun> {
  await using workspace = await openWorkspace()
  return await archiveInto(workspace.path, site)
}

/** The same in a folder that may hold an earlier run. */
export async function archiveInto(folder: string, site: BenchSite): Promise<ArchiveRun> {
  const out = join(folder, 'out')
  await rm(out, { recursive: true, force: true })
  const start = performance.now()
  const muniment = startMuniment(
    ['archive', '--new', '--json', '--data', join(folder, 'data'), '--out', out, ...whichQuiz(site)],
    { MUNIMENT_TOKEN: site.token },
  )
  const { pid } = muniment.child
  const memory = canWatchMemory && pid !== undefined ? watchMemory(pid, muniment.ended) : undefined
  const { exitCode, stdout, stderr } = await muniment.ended
  const seconds = (performance.now() - start) / 1000
  if (exitCode !== 0) throw new Error(`muniment archive ended with ${exitCode}:\n${stderr}`)
  return { seconds, memory: await memory, attemptIds: await attemptIdsOf(stdout) }
}

function whichQuiz({ url, course, quiz }: BenchSite): readonly string[] {
  return Object.entries({ moodle: url, course, activity: quiz }).flatMap(([name, value]) => [`--${name}`, value])
}

/** From the list of items in the archive that the command's last line names. */
async function attemptIdsOf(stdout: string): Promise<readonly number[]> {
  const zip = /"(?<path>[^"]+\.zip)"/u.exec(stdout)?.groups?.['path']
  if (zip === undefined) throw new Error(`no archive in: ${stdout}`)
  const entries = await readZip(zip)
  const list = [...entries].find(([name]) => name.endsWith('/data/items.jsonl'))?.[1].toString('utf8') ?? ''
  return [...list.matchAll(/"attempt_id":(\d+)/gu)].map(([, id]) => Number(id))
}
