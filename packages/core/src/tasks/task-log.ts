import type { TaskLogger } from '../driver/archiving-context.ts'
import type { LocalizedText } from '../errors/localized-text.ts'
import { saidDetails, toLogEntry } from './log-entry.ts'
import type { LogNote } from './log-kinds.ts'
import type { TaskChanges } from './task-changes.ts'
import type { TaskLogStore } from './task-store.ts'

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

  info(said: string | LocalizedText): void {
    this.tell({ kind: 'driver_said', details: saidDetails(said) })
  }

  warn(said: string | LocalizedText): void {
    this.tell({ kind: 'driver_warned', details: saidDetails(said) })
  }

  /** The same log, about one item. */
  forItem(itemKey: string): TaskLogger {
    return {
      info: (said) => this.tell({ kind: 'driver_said', details: saidDetails(said) }, itemKey),
      warn: (said) => this.tell({ kind: 'driver_warned', details: saidDetails(said) }, itemKey),
    }
  }

  tell(note: LogNote, itemKey: string | null = null): void {
    const { store, changes, now, onWriteError } = this.#ports
    const entry = toLogEntry(note, { taskId: this.#taskId, at: now(), itemKey })
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
