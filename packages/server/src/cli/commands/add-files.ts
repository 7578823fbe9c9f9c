import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { ArchivingError, wrapUnknownError } from '@muniment/core'
import type { ActivityArchivingTask, MunimentClient } from '@muniment/sdk'
import type { Invocation } from '../invocation.ts'
import { formatBytes } from '../quantities.ts'

/** A file that is to lie in the archive, as it is now. */
export interface LocalFile {
  readonly path: string
  readonly name: string
  readonly sha256: string
}

/**
 * Reads the files of `--add` once, before anything else is done: to find out whether they are there, and to know them
 * again in an unfinished task.
 *
 * @throws ArchivingError `input_invalid` for what is not a file, or cannot be read.
 */
export async function readLocalFiles(paths: readonly string[]): Promise<readonly LocalFile[]> {
  const files: LocalFile[] = []
  for (const given of paths) {
    const path = resolve(given)
    files.push({ path, name: basename(path), sha256: await hashOf(path) })
  }
  return files
}

/** Whether a task has these files and no others; one that was not executed yet may lack the last of them. */
export async function hasFiles(
  client: MunimentClient,
  task: ActivityArchivingTask,
  files: readonly LocalFile[],
): Promise<boolean> {
  const present = await client.tasks.listFiles({ taskId: task.id })
  if (present.length !== files.length && task.status.state !== 'created') return false
  return present.every(({ name, sha256 }, index) => files[index]?.name === name && files[index].sha256 === sha256)
}

/** Adds those of the files that the task has not got yet. */
export async function addFiles(
  client: MunimentClient,
  task: ActivityArchivingTask,
  files: readonly LocalFile[],
  { terminal, interrupted: signal }: Invocation,
): Promise<void> {
  if (task.status.state !== 'created') return
  const present = await client.tasks.listFiles({ taskId: task.id })
  for (const { path, name } of files.slice(present.length)) {
    terminal.show(`Adding ${name}`)
    const added = await client.tasks.addFile(task.id, { name, content: createReadStream(path) }, { signal })
    terminal.settle()
    terminal.say(`Added ${name} (${formatBytes(added.sizeBytes)}).`)
  }
}

async function hashOf(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isFile()) {
      throw new ArchivingError('input_invalid', `${path} is not a file. Add files one by one, or a folder as a zip.`)
    }
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path)) hash.update(chunk)
    return hash.digest('hex')
  } catch (cause) {
    if (cause instanceof ArchivingError) throw cause
    const { message } = wrapUnknownError(cause, 'storage_failed')
    throw new ArchivingError('input_invalid', `The file ${path} cannot be added. ${message}`, { cause })
  }
}
