import { ArchivingError } from '../errors/index.ts'
import type { StoredTask } from './stored-task.ts'

/**
 * A task, and who worked on it when something began that is to be kept now. A process that slept (a closed lid, a stopped
 * process, a paused virtual machine) goes on as if nothing had happened, while another took its task over: what it then
 * brings is refused by the database, in the transaction that would keep it.
 */
export interface TaskHold {
  readonly taskId: string
  /** Null for a task that nobody works on. */
  readonly owner: string | null
}

export function holdOf({ id, owner }: Pick<StoredTask, 'id' | 'owner'>): TaskHold {
  return { taskId: id, owner }
}

const reason = 'task_taken_over'

/** The error of whoever brings something to a task that is another's by now. */
export function takenOver(): ArchivingError {
  return new ArchivingError('state_conflict', 'The task was taken over by another process.', { details: { reason } })
}

/** Whether an error says that the task is another's by now. */
export function isTakenOver(error: unknown): boolean {
  return error instanceof ArchivingError && error.details['reason'] === reason
}
