import type Database from 'better-sqlite3'

/** Statements that are kept compiled. Lists of ids of many lengths make many texts. */
const mostKept = 300

/**
 * A database that keeps its compiled statements: compiling one takes longer than most of ours take to run. The least
 * recently used ones are given up.
 */
export class KeptStatements {
  readonly #database: Database.Database
  readonly #kept = new Map<string, Database.Statement>()

  constructor(database: Database.Database) {
    this.#database = database
  }

  prepare(sql: string): Database.Statement {
    const known = this.#kept.get(sql)
    // One that is being read row by row cannot be run meanwhile.
    if (known?.busy) return this.#database.prepare(sql)
    const statement = known ?? this.#database.prepare(sql)
    this.#kept.delete(sql)
    this.#kept.set(sql, statement)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest)
    return statement
  }

  close(): void {
    this.#kept.clear()
    this.#database.close()
  }
}
