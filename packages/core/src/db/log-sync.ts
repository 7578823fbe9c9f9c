import { open, type FileHandle } from 'node:fs/promises'

/**
 * Brings commits to the disk. SQLite itself would do so within each commit, and would hold everything else in this
 * process up meanwhile: 10 ms on a good disk, 100 on a bad one. Here the write-ahead log is synced beside other work, and
 * once for all commits that were made since the last time.
 *
 * Commits are in the log in their order, so what a power loss takes away is never the middle of it.
 */
export class LogSync implements AsyncDisposable {
  readonly #log: FileHandle
  #unsynced = false
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  private constructor(log: FileHandle) {
    this.#log = log
  }

  /**
   * @param file path of the database, which is open and keeps a write-ahead log
   * @throws a system error if the log is not there
   */
  static async open(file: string): Promise<LogSync> {
    return new LogSync(await open(`${file}-wal`, 'r+'))
  }

  /** Something may have been written. */
  written(): void {
    this.#unsynced = true
  }

  /** Resolves once all that was committed before is on the disk. @throws a system error of the disk */
  synced(): Promise<void> {
    if (this.#next) return this.#next
    if (!this.#unsynced) return this.#running
    // A sync under way may have begun before the commit: only the next one covers it.
    this.#next = this.#running.then(
      () => this.#sync(),
      () => this.#sync(),
    )
    return this.#next
  }

  /** Nothing may be committed any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.synced().catch(() => undefined)
    await this.#log.close()
  }

  #sync(): Promise<void> {
    this.#next = undefined
    this.#unsynced = false
    this.#running = this.#log.datasync().catch((error: unknown) => {
      // What could not be brought to the disk is tried again with whatever comes next.
      this.#unsynced = true
      throw error
    })
    return this.#running
  }
}
