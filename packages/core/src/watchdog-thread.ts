// The thread of the watchdog: sleeps until a job begins, then looks until it ends or has taken too much.

import { workerData } from 'node:worker_threads'
import type { WatchdogData } from './watchdog.ts'

/** What a process whose parent still lives is left, so that the parent ends it and not we. */
const graceMs = 5000
/** How often memory is looked at. */
const memoryStepMs = 25

function watch({ shared, limits }: WatchdogData): never {
  const { timeoutMs, memoryBytes = Number.POSITIVE_INFINITY } = limits
  const longestMs = timeoutMs + graceMs
  const stepMs = limits.memoryBytes === undefined ? longestMs : memoryStepMs
  const jobNumber = new Int32Array(shared)
  for (;;) {
    const current = Atomics.load(jobNumber, 0)
    if (current % 2 === 0) {
      Atomics.wait(jobNumber, 0, current)
      continue
    }
    for (let waitedMs = 0; Atomics.load(jobNumber, 0) === current; waitedMs += stepMs) {
      if (waitedMs >= longestMs || process.memoryUsage.rss() > memoryBytes) process.kill(process.pid, 'SIGKILL')
      Atomics.wait(jobNumber, 0, current, stepMs)
    }
  }
}

watch(workerData as WatchdogData)
