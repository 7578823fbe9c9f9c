import type { ActivityArchivingTask, ActivityArchivingTaskStatus, MunimentClient, TaskEvent } from '@muniment/sdk'

/** What changed in the list. */
export type TaskChange =
  | { readonly kind: 'status'; readonly status: ActivityArchivingTaskStatus }
  /** A task that is new, or of which more than its status changed. */
  | { readonly kind: 'task'; readonly task: ActivityArchivingTask }

/**
 * Tells what changes in the list of tasks. The watching begins before `show` reads the list, so nothing can happen
 * unseen in between.
 *
 * @throws MunimentError `connection_failed` when the connection is lost.
 */
export async function* follow(
  client: MunimentClient,
  show: () => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<TaskChange> {
  const events = client.tasks.watch({}, { signal, reconnectForMs: 0 })[Symbol.asyncIterator]()
  let next = events.next()
  // Should it fail while the list is being read, the loop below hears of it.
  next.catch(() => undefined)
  await show()
  /** Active tasks whose every status is told to us. */
  const followed = new Set<string>()
  const load = async (taskId: string): Promise<TaskChange> => ({
    kind: 'task',
    task: await client.tasks.get({ taskId }, { signal }),
  })
  for (let result = await next; !result.done; result = await next) {
    const change = toChange(result.value, followed, load)
    if (change) yield await change
    next = events.next()
  }
}

/** States of which the watching tells once, and then no more. */
const overStates: ReadonlySet<ActivityArchivingTaskStatus['state']> = new Set([
  'finished',
  'failed',
  'paused',
  'aborted',
])

function toChange(
  event: TaskEvent,
  followed: Set<string>,
  load: (taskId: string) => Promise<TaskChange>,
): TaskChange | Promise<TaskChange> | undefined {
  if (event.kind === 'log') {
    const { taskId } = event.entry
    // A task can begin and end between two looks of the engine; then its log is all that tells of it.
    return followed.has(taskId) ? undefined : load(taskId)
  }
  const { status } = event
  const { taskId } = status
  const isKnown = followed.has(taskId)
  const isOver = overStates.has(status.state)
  if (isOver) followed.delete(taskId)
  else followed.add(taskId)
  return isKnown && !isOver ? { kind: 'status', status } : load(taskId)
}
