import type { ArchivingError } from '../errors/index.ts'
import type { EnginePorts } from './engine-ports.ts'
import type { SourceOutage } from './source-outage.ts'
import type { TaskExecution } from './task-execution.ts'

/** A task whose source may be down. */
export interface WaitingTask {
  readonly execution: TaskExecution
  readonly outage: SourceOutage
  readonly ports: Pick<EnginePorts, 'changes'>
}

/**
 * Waits until the source of a task answers, and tells people. While it is down its items wait, and are not tried until
 * they are given up.
 *
 * @returns why the wait was given up; undefined if the source answers, or the task is to stop
 */
export async function waitForSource({ execution, outage, ports }: WaitingTask): Promise<ArchivingError | undefined> {
  if (!outage.isSuspected) return undefined
  const { signal, log, task } = execution
  const before = execution.activity
  let isTeller = false
  const silence = await outage.wait(signal, () => {
    if (execution.activity === 'waiting') return
    isTeller = true
    execution.activity = 'waiting'
    execution.meter.wait()
    log.tell({ kind: 'source_silent', details: {} })
    ports.changes.announce(task.id)
  })
  if (isTeller) execution.meter.goOn()
  if (isTeller && silence === undefined && !signal.aborted) {
    execution.activity = before
    log.tell({ kind: 'source_answers', details: {} })
    ports.changes.announce(task.id)
  }
  return silence
}
