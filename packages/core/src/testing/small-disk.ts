import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A disk of its own, which can be full or read-only. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string
  setReadOnly(readOnly: boolean): Promise<void>
}

/** Why a test that needs one is skipped where there is none. */
export const noSmallDisk = 'A small disk can be mounted by an administrator on Linux only.'

/**
 * Mounts a disk of a size such as `2m`, gone at the end.
 *
 * @returns null where this process may not.
 */
export async function mountSmallDisk(size: string): Promise<SmallDisk | null> {
  const folder = await mkdtemp(join(tmpdir(), 'muniment-disk-'))
  const path = join(folder, 'disk')
  await mkdir(path)
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]).catch(() => null)
  if (mounted === null) {
    await rm(folder, { recursive: true })
    return null
  }
  return {
    path,
    setReadOnly: async (readOnly) => void (await run('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, path])),
    async [Symbol.asyncDispose]() {
      await run('umount', [path])
      await rm(folder, { recursive: true })
    },
  }
}
