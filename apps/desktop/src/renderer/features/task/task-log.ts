import type { MunimentClient, TaskLogEntry } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'

export interface TaskLogState {
  /** Newest first; null until the first page has come. */
  readonly entries: readonly TaskLogEntry[] | null
  readonly hasEarlier: boolean
}

const pageSize = 100
/** So many are kept; of more the earliest go, and can be read again. */
const mostEntries = 1_000

/** The log of a task from its newest entry back, as far as it was asked for. */
export class TaskLog {
  readonly state: StoreApi<TaskLogState> = createStore<TaskLogState>(() => ({ entries: null, hasEarlier: false }))
  readonly #taskId: string

  constructor(taskId: string) {
    this.#taskId = taskId
  }

  /** Reads the newest page; what was there before is forgotten, for there may be a gap. */
  async read(client: MunimentClient, signal: AbortSignal): Promise<void> {
    const page = await client.tasks.listLog({ taskId: this.#taskId, newestFirst: true, limit: pageSize }, { signal })
    const newest = page.entries[0]?.id ?? 0
    const heard = (this.state.getState().entries ?? []).filter(({ id }) => id > newest)
    this.state.setState({ entries: [...heard, ...page.entries], hasEarlier: page.nextCursor !== undefined })
  }

  async readEarlier(client: MunimentClient, signal: AbortSignal): Promise<void> {
    const { entries } = this.state.getState()
    const oldest = entries?.at(-1)
    if (entries === null || !oldest) return
    const request = { taskId: this.#taskId, newestFirst: true, limit: pageSize, cursor: String(oldest.id) }
    const page = await client.tasks.listLog(request, { signal })
    this.state.setState({ entries: [...entries, ...page.entries], hasEarlier: page.nextCursor !== undefined })
  }

  /** Takes an entry that was just written. */
  add(entry: TaskLogEntry): void {
    const { entries, hasEarlier } = this.state.getState()
    const newest = entries?.[0]
    if (entries === null || (newest && newest.id >= entry.id)) return
    const all = [entry, ...entries]
    this.state.setState({ entries: all.slice(0, mostEntries), hasEarlier: hasEarlier || all.length > mostEntries })
  }
}
