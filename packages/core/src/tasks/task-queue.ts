/**
 * Tells processes that a task can be taken, at once and one of them for each task. It only wakes: the row of the task is
 * the truth, and whoever looks for scheduled tasks finds those of which the queue was never told.
 */
export interface TaskQueue extends AsyncDisposable {
  /** A task was scheduled. Never throws: what could not be told is found a little later. */
  offer(taskId: string): Promise<void>
  /** Calls `take` for each task that is offered to this process, one after another, until disposed. */
  serve(take: () => Promise<void>): Promise<void>
}
