import { toRecordedError, wrapUnknownError, type ArchivingError } from '../errors/index.ts'
import { reasonDetails } from './log-entry.ts'
import { holdOf, isTakenOver } from './task-hold.ts'
import type { TaskRun } from './task-run.ts'

/** Errors that a task waits out: it goes on by itself once a person has done something elsewhere. */
const pausingCodes: ReadonlySet<string> = new Set(['source_unauthenticated'])

/** Brings the task to the state that follows from how its execution ended, unless it is somebody else's by now. */
export async function conclude(run: TaskRun, error: ArchivingError | undefined): Promise<ArchivingError | undefined> {
  const { execution, ports } = run
  const { task, log, stopReason } = execution
  if (stopReason === 'lost' || isTakenOver(error)) return undefined
  const owner = task.owner ?? ''
  const released = { owner: null, endedAt: ports.now() } as const
  try {
    await ports.items.reset(holdOf(task), ['running'])
    await ports.tasks.update(task.id, owner, { pace: execution.meter.pace() })
    if (stopReason === 'abort') {
      log.tell({ kind: 'aborted', details: {} })
      await log.flush()
      await ports.tasks.transition(task.id, { to: 'aborting', from: ['running', 'finalizing', 'pausing'], owner })
    } else if (stopReason === 'pause') {
      log.tell({ kind: 'paused', details: {} })
      await log.flush()
      await ports.tasks.transition(task.id, { to: 'pausing', from: ['running', 'finalizing'], owner })
    } else if (stopReason === 'shutdown') {
      const facts = { owner: null }
      await ports.tasks.transition(task.id, { to: 'scheduled', from: ['running', 'finalizing'], owner, facts })
    } else if (error) {
      log.tell({ kind: 'stopped', details: reasonDetails(error) })
      const waits = pausingCodes.has(error.code)
      if (waits) log.tell({ kind: 'sign_in_again', details: {} })
      await log.flush()
      ports.onDiagnostic({ level: 'error', taskId: task.id, message: `task stopped: ${error.code}`, cause: error })
      const facts = { ...released, error: toRecordedError(error), ...(waits && { endedAt: null }) }
      await ports.tasks.transition(task.id, {
        to: waits ? 'paused' : 'failed',
        from: ['running', 'finalizing'],
        owner,
        facts,
      })
    }
    // Whoever asked for a pause or an abort while the task came to its end gets it.
    await ports.tasks.transition(task.id, {
      to: 'paused',
      from: ['pausing'],
      owner,
      facts: { owner: null, error: null },
    })
    const facts = { ...released, error: null }
    await ports.tasks.transition(task.id, { to: 'aborted', from: ['aborting'], owner, facts })
    return undefined
  } catch (cause) {
    if (isTakenOver(cause)) return undefined
    // The database itself fails: once it works again, the engine finds the task without anybody who works on it.
    ports.onDiagnostic({ level: 'error', taskId: task.id, message: 'the end of a task could not be kept', cause })
    return error ?? wrapUnknownError(cause, 'storage_failed')
  }
}
