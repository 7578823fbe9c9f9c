import type { SqlEntityManager } from '@mikro-orm/sql'

/** An open database. */
export interface Database extends AsyncDisposable {
  /** How long it is waited for while another program holds it. */
  readonly patienceMs: number
  /** The operator that compares with a pattern and does not tell letters by their case. */
  readonly likeIgnoringCase: '$like' | '$ilike'
  /** A fresh unit of work. Take one for each operation. */
  fork(): SqlEntityManager
  /**
   * Does work that reads and then writes, as a whole or not at all. Meanwhile no other work of the same scope is done, in
   * this process or another: what it reads holds until it has written.
   *
   * @param scope what the work is about, such as one task; without it, work of everyone who names none. SQLite has but
   *   one writer at a time, whatever the scope.
   */
  write<Result>(work: (transaction: SqlEntityManager) => Promise<Result>, scope?: string): Promise<Result>
  /**
   * Resolves once everything that was committed before is on the disk. Nothing is to be reported as done earlier; see
   * run-in-database.ts.
   *
   * @throws a system error of the disk
   */
  synced(): Promise<void>
  /** SQL that would bring the schema to what the entities say; empty if migrations and entities agree. */
  schemaDrift(): Promise<string>
}
