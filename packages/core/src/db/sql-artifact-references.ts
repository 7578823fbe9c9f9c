import { executingStates } from '../driver/activity-archiving-task.ts'
import type { ArtifactReferences } from '../tasks/artifact-references.ts'
import { TaskEntity } from './entities/index.ts'
import type { Database } from './database.ts'
import { runInDatabase } from './run-in-database.ts'

const context = 'What the artifact store is needed for could not be read.'

/** Which contents the rows of the database name. */
export class SqlArtifactReferences implements ArtifactReferences {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  namedAmong(hashes: readonly string[]): Promise<ReadonlySet<string>> {
    if (hashes.length === 0) return Promise.resolve(new Set())
    const marks = hashes.map(() => '?').join(', ')
    const sql = [
      `select sha256 from artifact where sha256 in (${marks})`,
      `select record_sha256 from item where record_sha256 in (${marks})`,
      `select sha256 from additional_file where sha256 in (${marks})`,
    ].join(' union ')
    return runInDatabase(
      this.#database,
      async (em) => {
        const rows: { sha256: string }[] = await em.getConnection().execute(sql, [...hashes, ...hashes, ...hashes])
        return new Set(rows.map(({ sha256 }) => sha256))
      },
      context,
    )
  }

  namedAfter(sha256: string, limit: number): Promise<readonly string[]> {
    const sql = [
      'select sha256 from artifact where sha256 > ?',
      'select record_sha256 from item where record_sha256 > ?',
      'select sha256 from additional_file where sha256 > ? order by sha256 limit ?',
    ].join(' union ')
    return runInDatabase(
      this.#database,
      async (em) => {
        const rows: { sha256: string }[] = await em.getConnection().execute(sql, [sha256, sha256, sha256, limit])
        return rows.map((row) => row.sha256)
      },
      context,
    )
  }

  oldestExecutionStart(): Promise<Date | null> {
    return runInDatabase(
      this.#database,
      async (em) => {
        const [oldest] = await em.find(
          TaskEntity,
          { state: { $in: [...executingStates] } },
          { orderBy: { startedAt: 'asc' }, limit: 1, fields: ['startedAt'] },
        )
        return oldest?.startedAt ?? null
      },
      context,
    )
  }
}
