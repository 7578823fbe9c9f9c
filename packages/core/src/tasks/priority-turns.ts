import type { TaskPriority } from '../driver/activity-archiving-task.ts'

/** Of so many turns each priority gets its share, while all of them have someone waiting. */
const weights: Readonly<Record<TaskPriority, number>> = { high: 9, normal: 3, low: 1 }

/**
 * Whose turn it is, by priority. A higher one comes more often, and a lower one is never starved: it has its turn
 * sooner or later, however much there is of the others. Who had nobody waiting for a while has saved nothing up.
 */
export class PriorityTurns {
  /** When each priority is next, on a clock that goes on with each turn. */
  readonly #dueAt: Record<TaskPriority, number> = { high: 0, normal: 0, low: 0 }
  #clock = 0

  /** All priorities; whose turn it is comes first. */
  order(): readonly TaskPriority[] {
    const priorities: readonly TaskPriority[] = ['high', 'normal', 'low']
    return priorities.toSorted((one, other) => this.#due(one) - this.#due(other))
  }

  /** A priority had its turn. */
  took(priority: TaskPriority): void {
    this.#clock = this.#due(priority)
    this.#dueAt[priority] = this.#clock + 1 / weights[priority]
  }

  #due(priority: TaskPriority): number {
    return Math.max(this.#clock, this.#dueAt[priority])
  }
}
