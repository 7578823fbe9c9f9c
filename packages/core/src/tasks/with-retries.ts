import { setTimeout as delay } from 'node:timers/promises'
import { wrapUnknownError } from '../errors/index.ts'
import { reasonDetails } from './log-entry.ts'
import { retryDelayMs } from './retry-policy.ts'
import { settleWithin } from './settle-within.ts'
import type { TaskRun } from './task-run.ts'
import { waitForSource } from './wait-for-source.ts'

/** Tries again what may pass, with the same patience as for items. */
export async function withRetries<Result>(run: TaskRun, attempt: () => Promise<Result>): Promise<Result> {
  const { execution, ports, options } = run
  let tried = 0
  for (;;) {
    tried++
    try {
      return await settleWithin(attempt(), execution.signal, options.abortGraceMs)
    } catch (cause) {
      const error = wrapUnknownError(cause)
      const delayMs = retryDelayMs(error, tried, ports.random(), options.retryPolicy)
      if (execution.signal.aborted) throw error
      if (delayMs === undefined) {
        if (error.retry === 'never' || !(await run.outage.explains(error))) throw error
        const silence = await waitForSource(run)
        if (silence) throw silence
        tried = 0
        continue
      }
      const seconds = Math.max(1, Math.round(delayMs / 1_000))
      execution.log.tell({ kind: 'trying_again', details: { ...reasonDetails(error), seconds } })
      await delay(delayMs, undefined, { signal: execution.signal })
    }
  }
}
