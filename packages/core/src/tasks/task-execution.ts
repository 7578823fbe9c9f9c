import type { ActivityArchiver } from '../driver/activity-archiver.ts'
import type { TaskActivity, TaskPriority } from '../driver/activity-archiving-task.ts'
import { ProgressMeter } from './progress-meter.ts'
import type { SealingMeter } from './sealing-meter.ts'
import type { StoredTask } from './stored-task.ts'
import { TaskLog, type TaskLogPorts } from './task-log.ts'

/** Why a running task is told to stop. */
export type StopReason =
  /** Somebody asked for it: the task becomes `aborted`. */
  | 'abort'
  /** Somebody asked for it: the task becomes `paused`. */
  | 'pause'
  /** The process ends: the task goes on at the next start. */
  | 'shutdown'
  /** Something concerns the whole task: it becomes `failed`. */
  | 'trouble'
  /** Another process took the task over, because this one gave no sign of life: it is not ours any more. */
  | 'lost'

/** A task while this process executes it. */
export class TaskExecution {
  readonly task: StoredTask
  readonly driver: ActivityArchiver
  readonly log: TaskLog
  readonly meter: ProgressMeter
  /** How much of the archive has been written, while it is sealed. */
  sealing: SealingMeter | undefined
  readonly #stop = new AbortController()
  #stopReason: StopReason | undefined
  activity: TaskActivity = 'connecting'
  /** It may change while the task runs. */
  priority: TaskPriority

  constructor(task: StoredTask, driver: ActivityArchiver, logPorts: TaskLogPorts) {
    this.task = task
    this.driver = driver
    this.priority = task.priority
    this.log = new TaskLog(task.id, logPorts)
    this.meter = new ProgressMeter(logPorts.now, task.pace)
  }

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  get stopReason(): StopReason | undefined {
    return this.#stopReason
  }

  /**
   * Tells everything that works on the task to stop. The first reason stands, but an abort outranks a pause, and both
   * outrank a shutdown.
   */
  stop(reason: StopReason): void {
    const before = this.#stopReason
    const outranked = reason === 'abort' ? ['pause', 'shutdown'] : reason === 'pause' ? ['shutdown'] : []
    if (before === undefined || outranked.includes(before)) this.#stopReason = reason
    this.#stop.abort()
  }
}
