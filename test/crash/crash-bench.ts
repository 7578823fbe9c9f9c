import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startTestAuthority, type TestAuthority } from '@muniment/core/testing'
import { z } from 'zod'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { openWorkspace, readPayload, type Workspace } from '../support/open-muniment.ts'
import { archivePlain, openPlainCore, type ChildWork } from './archive-in-child.ts'
import { runChild, type ChildOptions, type EndedChild } from './run-child.ts'

const traceLine = z.object({
  step: z.string(),
  operation: z.string(),
  path: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  hashes: z.array(z.string()).optional(),
})

/** One step of a program, as it was traced. */
export type TracedStep = z.infer<typeof traceLine>

/** Where programs are killed and the end is looked at. */
export class CrashBench implements AsyncDisposable {
  readonly #workspace: Workspace
  readonly #moodle: SampleMoodle
  readonly #authority: TestAuthority
  #runs = 0
  /** What an undisturbed run archives: path and hash of each file of the payload. */
  undisturbed: readonly string[] = []
  /** How long it takes, in milliseconds. */
  undisturbedMs = 0
  /** Hashes of what it leaves in the artifact store. */
  needed: readonly string[] = []
  /** Its steps, in order. */
  steps: readonly TracedStep[] = []

  private constructor(workspace: Workspace, moodle: SampleMoodle, authority: TestAuthority) {
    this.#workspace = workspace
    this.#moodle = moodle
    this.#authority = authority
  }

  static async open(): Promise<CrashBench> {
    // The installation has the clock of this computer, and refuses the word of an authority that is a day off.
    const authority = await startTestAuthority({ time: new Date() })
    const bench = new CrashBench(await openWorkspace(), await startSampleMoodle(), authority)
    const { folder, work } = await bench.begin()
    const trace = join(folder, 'trace')
    const began = performance.now()
    const { exitCode, stdout, stderr } = await runChild(folder, work, { trace })
    bench.undisturbedMs = performance.now() - began
    if (exitCode !== 0) throw new Error(stderr)
    const { archive } = z.object({ archive: z.string() }).parse(JSON.parse(stdout))
    bench.undisturbed = hashes(await readPayload(archive))
    bench.needed = await contentsOf(join(work.dataFolder, 'artifacts'))
    bench.steps = (await readFile(trace, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => traceLine.parse(JSON.parse(line)))
    return bench
  }

  /** A new installation. */
  async begin(): Promise<{ readonly folder: string; readonly work: ChildWork }> {
    const folder = await this.#workspace.folder(`run ${++this.#runs}`)
    const { url, token } = this.#moodle
    return { folder, work: { dataFolder: join(folder, 'data'), site: { url, token }, authority: this.#authority.url } }
  }

  /**
   * Lets a program die, goes on in this process, and tells what is not as it should be.
   *
   * @returns sentences; none if all is well
   */
  async dieAndGoOn(...deaths: readonly ChildOptions[]): Promise<readonly string[]> {
    const { folder, work } = await this.begin()
    for (const death of deaths) {
      const ended = await runChild(folder, work, death)
      const problem = death.crashAt === undefined ? undefined : whyNotDead(ended)
      if (problem !== undefined) return [problem]
    }
    return await this.#lookAtTheEnd(folder, work)
  }

  async #lookAtTheEnd(folder: string, work: ChildWork): Promise<readonly string[]> {
    let later = 0
    await using core = await openPlainCore(work, () => new Date(Date.now() + later))
    const archive = await archivePlain(core, work)
    const problems: string[] = []
    const expect = (isTrue: boolean, sentence: string): void => void (isTrue || problems.push(sentence))
    const found = hashes(await readPayload(archive))
    expect(found.join('\n') === this.undisturbed.join('\n'), `The payload differs: ${found.join(', ')}`)
    const { entries: tasks } = await core.tasks.all.page()
    const { entries: archives } = await core.archives.list()
    expect(tasks.length === 1, `There are ${tasks.length} tasks.`)
    expect(archives.length === 1, `There are ${archives.length} archives in the catalogue.`)
    const sealed = archives[0]
    if (sealed) {
      const report = await core.archives.verify(sealed.id)
      expect(report.verdict === 'intact', `The archive is ${report.verdict}.`)
      expect(sealed.timestamps.length === 1 && sealed.timestamps[0]?.state === 'granted', 'The timestamp is missing.')
    }
    const inFolder = await readdir(join(work.dataFolder, 'archives'))
    expect(inFolder.join() === 'Plain.zip', `The archive folder holds ${inFolder.join(', ')}.`)
    const { entries: items } = await core.tasks.listItems(tasks[0]?.id ?? '')
    expect(items.length === 3 && items.every(({ state }) => state === 'finished'), 'The items are not three, finished.')
    await core.clean()
    later = 2 * 24 * 60 * 60 * 1000
    await core.clean()
    const kept = await contentsOf(join(work.dataFolder, 'artifacts'))
    expect(kept.join() === this.needed.join(), `The store holds ${kept.length} contents, not ${this.needed.length}.`)
    const left = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'))
    expect(left.length === 0, `There is left: ${left.join(', ')}.`)
    return problems
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#moodle.close()
    await this.#authority[Symbol.asyncDispose]()
    await this.#workspace[Symbol.asyncDispose]()
  }
}

/** Points at which each kind of step can be killed: the first time that it is taken, in the middle, and the last time. */
export function eachStepOnce(steps: readonly TracedStep[], when: 'before' | 'half' | 'after'): readonly string[] {
  const counts = new Map<string, number>()
  for (const { step, operation } of steps) {
    if (when === 'half' ? operation === 'write' : true) counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  return [...counts].flatMap(([step, count]) =>
    [...new Set([1, Math.ceil(count / 2), count])].map((time) => `${when} ${step}#${time}`),
  )
}

function whyNotDead({ exitCode, stderr }: EndedChild): string | undefined {
  return exitCode === null
    ? undefined
    : `It was not killed where it should have been (exit code ${exitCode}). ${stderr}`
}

/** Hashes of the contents in an artifact store, those that were put aside too. */
async function contentsOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true })
  return names
    .map((name) => name.replaceAll(/[/\\]/gu, ''))
    .filter((name) => /[\da-f]{64}$/u.test(name))
    .toSorted()
}

const hashes = (payload: ReadonlyMap<string, Buffer>): readonly string[] =>
  [...payload].map(([path, bytes]) => `${path} ${createHash('sha256').update(bytes).digest('hex')}`).toSorted()
