/** Tasks remembered at once: more than run at the same time on any machine. */
const tasksRemembered = 200

/**
 * Says each sentence once a task, although every attempt would say it. After a restart of the program a task may say it
 * again.
 */
export class SayOnce {
  readonly #said = new Map<string, Set<string>>()

  once(taskId: string, topic: string, say: () => void): void {
    const topics = this.#said.get(taskId) ?? new Set<string>()
    if (topics.has(topic)) return
    topics.add(topic)
    this.#said.delete(taskId)
    this.#said.set(taskId, topics)
    const [oldest] = this.#said.keys()
    if (this.#said.size > tasksRemembered && oldest !== undefined) this.#said.delete(oldest)
    say()
  }
}
