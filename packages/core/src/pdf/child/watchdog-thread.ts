// The thread of the watchdog: sleeps until a job begins, then until it ends or has taken too long.

import { workerData } from 'node:worker_threads'
import type { WatchdogData } from './watchdog.ts'

function watch({ shared, limitMs }: WatchdogData): never {
  const jobNumber = new Int32Array(shared)
  for (;;) {
    const current = Atomics.load(jobNumber, 0)
    const busy = current % 2 === 1
    const woken = Atomics.wait(jobNumber, 0, current, busy ? limitMs : Infinity)
    if (busy && woken === 'timed-out') process.kill(process.pid, 'SIGKILL')
  }
}

watch(workerData as WatchdogData)
