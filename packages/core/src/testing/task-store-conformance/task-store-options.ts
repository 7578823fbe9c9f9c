import type { TaskStore } from '../../tasks/task-store.ts'

/** A connection to a store's data, as one process has it. */
export interface StoreConnection extends AsyncDisposable {
  readonly store: TaskStore
}

/** Data of a task store, fresh for each test. */
export interface TaskStoreSite extends AsyncDisposable {
  /** Opens one more connection to the same data: another process's, or the next start's. */
  readonly connect: () => Promise<StoreConnection>
  /** Ids of two sources that tasks can be made for. */
  readonly sourceIds: readonly [string, string]
}

/** A task store as the kit examines it. */
export interface TaskStoreConformanceOptions {
  /** Stands before each test's name. */
  readonly name: string
  readonly openSite: () => Promise<TaskStoreSite>
}

/** One theme: what a store guarantees, and how that is asked. */
export interface TaskStoreTheme {
  readonly name: string
  readonly sentence: string
  /** @throws AssertionError that says what the store did wrong. */
  readonly check: (site: TaskStoreSite) => Promise<void>
}
