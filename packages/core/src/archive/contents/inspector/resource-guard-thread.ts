// The thread of the guard: sleeps until a file is begun, then looks at memory and time until it is done.

import { workerData } from 'node:worker_threads'
import type { ResourceGuardData } from './resource-guard.ts'

const stepMs = 25
/** The parent ends the process at the limit; this is for a parent that is gone. */
const graceMs = 5000

function watch({ shared, limits }: ResourceGuardData): never {
  const jobNumber = new Int32Array(shared)
  for (;;) {
    const current = Atomics.load(jobNumber, 0)
    if (current % 2 === 0) {
      Atomics.wait(jobNumber, 0, current)
      continue
    }
    for (let waitedMs = 0; Atomics.load(jobNumber, 0) === current; waitedMs += stepMs) {
      const tooMuch = process.memoryUsage.rss() > limits.memoryBytes
      if (tooMuch || waitedMs > limits.timeoutMs + graceMs) process.kill(process.pid, 'SIGKILL')
      Atomics.wait(jobNumber, 0, current, stepMs)
    }
  }
}

watch(workerData as ResourceGuardData)
