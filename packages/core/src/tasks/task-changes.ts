/** Tells watchers within this process that something about a task changed. Carries no data: watchers read the store. */
export class TaskChanges {
  readonly #listeners = new Set<(taskId: string) => void>()

  /** Calls `listener` at each change until disposed. */
  subscribe(listener: (taskId: string) => void): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  announce(taskId: string): void {
    for (const listener of this.#listeners) listener(taskId)
  }
}
