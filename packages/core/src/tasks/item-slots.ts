/**
 * Room for so many items at once, shared by all tasks of a process. Where several tasks wait, they take turns: a small
 * task does not wait until a big one has ended.
 */
export class ItemSlots {
  #free: number
  /** Who waits, by task; the task at the front has waited longest for its turn. */
  readonly #waiting = new Map<string, (() => void)[]>()

  constructor(limit: number) {
    this.#free = limit
  }

  /**
   * Waits for room for an item of a task.
   *
   * @returns what gives the room back; undefined if the signal fired first
   */
  async take(taskId: string, signal: AbortSignal): Promise<(() => void) | undefined> {
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
    this.#waiting.set(taskId, [...(this.#waiting.get(taskId) ?? []), enter])
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
    const [next] = this.#waiting
    if (!next) {
      this.#free++
      return
    }
    const [taskId, [enter, ...others]] = next
    this.#waiting.delete(taskId)
    if (others.length > 0) this.#waiting.set(taskId, others)
    enter?.()
  }

  #forget(taskId: string, enter: () => void): void {
    const waiting = this.#waiting.get(taskId) ?? []
    const others = waiting.filter((one) => one !== enter)
    if (others.length > 0) this.#waiting.set(taskId, others)
    else this.#waiting.delete(taskId)
  }
}
