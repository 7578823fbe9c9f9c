import { Worker } from 'node:worker_threads'
import { siblingModule } from '../sibling-module.ts'

/** What the thread is started with. */
export interface TrialData {
  /** The module to import. */
  readonly url: string
  /** The package for which it gets a stand-in, and what that exports. */
  readonly ourName: string
  readonly exportedNames: readonly string[]
}

/**
 * - `over`: the import came to an end, be it by an error.
 * - `waiting`: it waits for something that never comes.
 * - `late`: it was not over in time.
 * - `exits`: it ends the process that imports it.
 */
export type TrialOutcome = 'over' | 'waiting' | 'late' | 'exits'

/**
 * Imports a module in a thread of its own first, where code that never ends can be stopped and code that ends the process
 * ends the thread alone. It gets a stand-in for the core, which would take longer to load than most packages.
 */
export async function trialImport(data: TrialData, limitMs: number): Promise<TrialOutcome> {
  const thread = new Worker(siblingModule('./trial-thread', import.meta.url), {
    workerData: data,
    // What it prints, it prints again when it is really imported.
    stdout: true,
    stderr: true,
  })
  const { promise, resolve } = Promise.withResolvers<TrialOutcome>()
  const timer = setTimeout(() => resolve('late'), limitMs)
  thread.once('message', (told) => resolve(told === 'waiting' ? 'waiting' : 'over'))
  // Thrown outside of the import, such as in a timer: the real import will show what comes of it.
  thread.once('error', () => resolve('over'))
  thread.once('exit', () => resolve('exits'))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
