import type { LogLevel } from '../core.ts'
import type { TaskLogger } from '../driver/archiving-context.ts'
import type { TaskChanges } from './task-changes.ts'
import type { TaskLogStore } from './task-store.ts'

/** Longest message that is kept; drivers may quote what a source said. */
const maximumMessageLength = 2_000

/** What a task log needs. */
export interface TaskLogPorts {
  readonly store: TaskLogStore
  readonly changes: TaskChanges
  readonly now: () => Date
  readonly onWriteError: (error: unknown) => void
}

/**
 * The log of one task. Entries are written one after another in the order in which they were given; `flush` waits for
 * them.
 */
export class TaskLog implements TaskLogger {
  readonly #taskId: string
  readonly #ports: TaskLogPorts
  #tail: Promise<void> = Promise.resolve()

  constructor(taskId: string, ports: TaskLogPorts) {
    this.#taskId = taskId
    this.#ports = ports
  }

  info(message: string): void {
    this.write('info', message)
  }

  warn(message: string): void {
    this.write('warning', message)
  }

  error(message: string): void {
    this.write('error', message)
  }

  /** The same log, about one item. */
  forItem(itemKey: string): TaskLogger {
    return {
      info: (message) => this.write('info', message, itemKey),
      warn: (message) => this.write('warning', message, itemKey),
    }
  }

  write(level: LogLevel, message: string, itemKey: string | null = null): void {
    const { store, changes, now, onWriteError } = this.#ports
    const entry = { taskId: this.#taskId, at: now(), level, message: message.slice(0, maximumMessageLength), itemKey }
    this.#tail = this.#tail.then(async () => {
      try {
        await store.append(entry)
        changes.announce(this.#taskId)
      } catch (error) {
        onWriteError(error)
      }
    })
  }

  flush(): Promise<void> {
    return this.#tail
  }
}
