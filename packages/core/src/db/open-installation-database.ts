import { databaseFileIn } from '../data-folder-names.ts'
import type { TaskQueue } from '../tasks/task-queue.ts'
import { assertNotForgotten, assertNotLost } from './assert-usable-database.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open-database.ts'

/** Where the database of an installation is, and who is told of its troubles. */
export interface InstallationDatabaseOptions {
  readonly dataFolder: string
  /** Folder of the artifact store. */
  readonly artifactFolder: string
  /** Address of a PostgreSQL database; without it, SQLite in the data folder. */
  readonly address: string | undefined
  readonly connections: number | undefined
  readonly onDiagnostic: (diagnostic: {
    readonly level: 'warning'
    readonly message: string
    readonly cause: unknown
  }) => void
}

/** What was opened; both are to be disposed of. */
export interface InstallationDatabase {
  readonly database: Database
  /** Where several processes share the work. */
  readonly queue?: TaskQueue
}

/**
 * Opens the database of an installation. PostgreSQL and its queue are loaded only where they are used.
 *
 * @throws ArchivingError `storage_failed`, `storage_busy`, `storage_full`
 */
export async function openInstallationDatabase({
  dataFolder,
  artifactFolder,
  address,
  connections,
  onDiagnostic,
}: InstallationDatabaseOptions): Promise<InstallationDatabase> {
  if (address === undefined) {
    const file = databaseFileIn(dataFolder)
    await assertNotLost(file, artifactFolder)
    return { database: await openDatabase(file) }
  }
  const [{ openPostgresDatabase }, { openPgBossQueue }] = await Promise.all([
    import('./postgres/open-postgres-database.ts'),
    import('./postgres/pg-boss-queue.ts'),
  ])
  await using opened = new AsyncDisposableStack()
  const database = opened.use(
    await openPostgresDatabase(address, { ...(connections !== undefined && { connections }), onDiagnostic }),
  )
  await assertNotForgotten(database, artifactFolder)
  const [place]: { schema: string }[] = await database.fork().execute('select current_schema() as schema')
  const queue = await openPgBossQueue(address, { schema: `${place?.schema ?? 'public'}_queue`, onDiagnostic })
  opened.move()
  return { database, queue }
}
