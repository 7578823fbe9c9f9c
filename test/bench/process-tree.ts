import { readdir, readFile } from 'node:fs/promises'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'

const megabyte = 1024 * 1024
const sampleEveryMs = 200

/** What a process and those that it started held at most, in megabytes of memory. */
export interface MemoryPeaks {
  /** All together, at one moment. A page that several share, such as the program, is counted once. */
  readonly sum: number
  readonly main: number
  /** The largest of the others. */
  readonly child: number
}

/** Whether memory can be watched here: only Linux tells of other processes by files. */
export const canWatchMemory = process.platform === 'linux'

/** Watches a process and all below it until `ended`. */
export async function watchMemory(processId: number, ended: Promise<unknown>): Promise<MemoryPeaks> {
  const peaks = { sum: 0, main: 0, child: 0 }
  const over = new AbortController()
  const stop = (): void => over.abort()
  ended.then(stop, stop)
  while (!over.signal.aborted) {
    let sum = 0
    for (const id of await processesBelow(processId)) {
      const { resident, share } = await memoryOf(id)
      sum += share
      if (id === processId) peaks.main = Math.max(peaks.main, resident)
      else peaks.child = Math.max(peaks.child, resident)
    }
    peaks.sum = Math.max(peaks.sum, sum)
    await delay(sampleEveryMs)
  }
  return peaks
}

/** What a process holds now, in megabytes. */
export async function residentMegabytes(processId: number): Promise<number> {
  return (await memoryOf(processId)).resident
}

async function processesBelow(processId: number): Promise<readonly number[]> {
  const found = [processId]
  const tasks = await readdir(`/proc/${processId}/task`).catch(gone([]))
  for (const task of tasks) {
    const children = await readFile(`/proc/${processId}/task/${task}/children`, 'utf8').catch(gone(''))
    for (const child of children.split(' ').filter((id) => id !== ''))
      found.push(...(await processesBelow(Number(child))))
  }
  return found
}

interface Held {
  readonly resident: number
  /** Of shared pages only its share (`Pss`). */
  readonly share: number
}

async function memoryOf(processId: number): Promise<Held> {
  const rollup = await readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch(gone(''))
  const read = (pattern: RegExp): number => (Number(pattern.exec(rollup)?.[1] ?? 0) * 1024) / megabyte
  return { resident: read(/^Rss:\s+(\d+) kB$/mu), share: read(/^Pss:\s+(\d+) kB$/mu) }
}

/** A process may end while it is looked at. */
const gone =
  <Nothing>(nothing: Nothing) =>
  (): Nothing =>
    nothing
