import { PgBoss } from 'pg-boss'
import type { TaskQueue } from '../../tasks/task-queue.ts'
import { toStorageError } from '../to-storage-error.ts'

const queueName = 'scheduled-tasks'
/** For what the notification of the database does not reach. */
const pollingIntervalSeconds = 2
const notifyPollingIntervalSeconds = 10
/** A look for work takes milliseconds; a process that died in the middle of one is not waited for. */
const expireInSeconds = 60
/** By then it was found by its row, long ago. */
const retentionSeconds = 24 * 60 * 60
const deleteAfterSeconds = 60 * 60

/** What the queue stands on. */
export interface PgBossQueueOptions {
  /** Schema of the queue's own tables; made if missing. */
  readonly schema: string
  readonly onDiagnostic: (diagnostic: {
    readonly level: 'warning'
    readonly message: string
    readonly cause: unknown
  }) => void
}

/**
 * Opens the queue of scheduled tasks, which pg-boss keeps in the same database in a schema of its own.
 *
 * @param address as of the database
 * @throws ArchivingError `storage_failed`, `storage_busy`
 */
export async function openPgBossQueue(
  address: string,
  { schema, onDiagnostic }: PgBossQueueOptions,
): Promise<TaskQueue> {
  const boss = new PgBoss({
    connectionString: address,
    schema,
    max: 2,
    application_name: 'muniment queue',
    useListenNotify: true,
    schedule: false,
  })
  const warn = (message: string) => (cause: unknown) => onDiagnostic({ level: 'warning', message, cause })
  boss.on('error', warn('the queue of tasks has a fault; scheduled tasks are found more slowly meanwhile'))
  try {
    await boss.start({ attempts: 3 })
    await boss.createQueue(queueName, { notify: true, expireInSeconds, retentionSeconds, deleteAfterSeconds })
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined)
    throw toStorageError(error, 'The queue of tasks could not be opened.')
  }
  return {
    async offer(taskId) {
      await boss
        .send(queueName, { taskId }, { singletonKey: taskId })
        .catch(warn('a task could not be put into the queue; it is found more slowly'))
    },
    async serve(take) {
      await boss.work(queueName, { pollingIntervalSeconds, notifyPollingIntervalSeconds }, take)
    },
    [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}
