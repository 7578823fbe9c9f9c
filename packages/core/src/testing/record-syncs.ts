import { existsSync, readlinkSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** One file or folder that was synced. */
export interface RecordedSync {
  /** Relative to the folder that was watched; `` for the folder itself, `../` for what lies above it. */
  readonly path: string
  /** Which of the `names` asked about were there at that moment. */
  readonly there: readonly string[]
}

/**
 * Tells which files and folders this process syncs while `work` runs, and which of `names` were there by then: a name
 * that shows up only after its folder was synced is one that a power failure takes. Linux only: it looks up open files in
 * `/proc`.
 */
export async function recordSyncs(
  root: string,
  names: readonly string[],
  work: () => Promise<unknown>,
): Promise<readonly RecordedSync[]> {
  const handle = await open(root, 'r')
  const prototype: Pick<FileHandle, 'sync'> = Object.getPrototypeOf(handle)
  await handle.close()
  const { sync } = prototype
  const recorded: RecordedSync[] = []
  prototype.sync = async function (this: FileHandle) {
    await sync.call(this)
    const path = relative(root, readlinkSync(`/proc/self/fd/${this.fd}`))
    recorded.push({ path, there: names.filter((name) => existsSync(join(root, name))) })
  }
  try {
    await work()
  } finally {
    prototype.sync = sync
  }
  return recorded
}
