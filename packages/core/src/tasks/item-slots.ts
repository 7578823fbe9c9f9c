import type { TaskPriority } from '../driver/activity-archiving-task.ts'
import { PriorityTurns } from './priority-turns.ts'

/** The items of a task that wait for room. */
interface WaitingTask {
  readonly priority: TaskPriority
  readonly enters: readonly (() => void)[]
}

/**
 * Room for so many items at once, shared by all tasks of a process. Where several tasks wait, they take turns: a small
 * task does not wait until a big one has ended. Those of a higher priority come more often.
 */
export class ItemSlots {
  #free: number
  /** Who waits, by task; the task at the front has waited longest for its turn. */
  readonly #waiting = new Map<string, WaitingTask>()
  readonly #turns = new PriorityTurns()

  constructor(limit: number) {
    this.#free = limit
  }

  /**
   * Waits for room for an item of a task.
   *
   * @returns what gives the room back; undefined if the signal fired first
   */
  async take(
    taskId: string,
    signal: AbortSignal,
    priority: TaskPriority = 'normal',
  ): Promise<(() => void) | undefined> {
    if (signal.aborted) return undefined
    if (this.#free > 0) {
      this.#free--
      return this.#once()
    }
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const enter = (): void => resolve(true)
    const leave = (): void => {
      // At once, or a turn might be given to someone who is on the way out, and its room be lost.
      this.#forget(taskId, enter)
      resolve(false)
    }
    // The newest item tells the priority that its task has now.
    this.#waiting.set(taskId, { priority, enters: [...(this.#waiting.get(taskId)?.enters ?? []), enter] })
    signal.addEventListener('abort', leave, { once: true })
    const entered = await promise
    signal.removeEventListener('abort', leave)
    return entered ? this.#once() : undefined
  }

  /** A second call does nothing. */
  #once(): () => void {
    let given = false
    return () => {
      if (given) return
      given = true
      this.#giveBack()
    }
  }

  /** The room goes to the next task in turn, whose turn then comes last. */
  #giveBack(): void {
    const next = this.#next()
    if (!next) {
      this.#free++
      return
    }
    const [taskId, { priority, enters }] = next
    const [enter, ...others] = enters
    this.#turns.took(priority)
    this.#waiting.delete(taskId)
    if (others.length > 0) this.#waiting.set(taskId, { priority, enters: others })
    enter?.()
  }

  /** Of the priority whose turn it is, the task that has waited longest. */
  #next(): readonly [string, WaitingTask] | undefined {
    for (const priority of this.#turns.order()) {
      for (const waiting of this.#waiting) if (waiting[1].priority === priority) return waiting
    }
    return undefined
  }

  #forget(taskId: string, enter: () => void): void {
    const waiting = this.#waiting.get(taskId)
    const others = waiting?.enters.filter((one) => one !== enter) ?? []
    if (waiting && others.length > 0) this.#waiting.set(taskId, { ...waiting, enters: others })
    else this.#waiting.delete(taskId)
  }
}
