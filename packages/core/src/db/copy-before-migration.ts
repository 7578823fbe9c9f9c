import { open, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { SqlEntityManager } from '@mikro-orm/sql'
import { publishReplacing, writeTemporaryFile } from '../archive/temporary-file.ts'

/** Copies that are kept: one for each of the last migrations. */
const copiesKept = 3

/** What is copied, and why. */
export interface MigrationCopy {
  /** Path of the database. */
  readonly file: string
  readonly connection: ReturnType<SqlEntityManager['getConnection']>
  /** Name of the first migration that is about to run. */
  readonly migration: string
  /** Whether that migration is still to run: another process may have been quicker. */
  readonly isStillPending: () => Promise<boolean>
}

/**
 * Copies the database as it is before a migration to `<file>.before-<migration>`: a whole database that an earlier
 * version opens, made while others read and write (SQLite's `VACUUM INTO`). It gets its name when it is whole and synced;
 * a copy of the same name is replaced. Of older copies the newest are kept.
 *
 * @throws what SQLite throws; ArchivingError `storage_full`, `storage_failed`
 */
export async function copyBeforeMigration({
  file,
  connection,
  migration,
  isStillPending,
}: MigrationCopy): Promise<void> {
  const folder = dirname(file)
  // SQLite fills a file that is there and empty, and this one is swept if the process is killed.
  const copy = await writeTemporaryFile(folder, new Uint8Array())
  try {
    await connection.execute('vacuum into ?', [copy.path])
    if (!(await isStillPending())) {
      await copy.discard()
      return
    }
    await sync(copy.path)
    await publishReplacing(copy, `${file}.before-${migration}`)
  } catch (error) {
    await copy.discard()
    throw error
  }
  await removeOldCopies(folder, `${basename(file)}.before-`)
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Migrations have numbers, so the order of names is the order in which the copies were made. */
async function removeOldCopies(folder: string, prefix: string): Promise<void> {
  const copies = (await readdir(folder)).filter((name) => name.startsWith(prefix)).toSorted()
  for (const name of copies.slice(0, -copiesKept)) await rm(join(folder, name), { force: true })
}
