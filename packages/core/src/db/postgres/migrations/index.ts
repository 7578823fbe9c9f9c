import { initialMigration } from './0013-initial.ts'
import type { PostgresMigration } from './postgres-migration.ts'

/**
 * All migrations of PostgreSQL, oldest first; the first one makes what those of SQLite made until then. A migration that
 * has been released is never changed.
 */
export const postgresMigrations: readonly PostgresMigration[] = [initialMigration]
