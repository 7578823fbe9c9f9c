import type { SqlEntityManager } from '@mikro-orm/sql'

/**
 * Waits until no other transaction holds a scope, and holds it until this one ends. Scopes of which the hash is one wait for
 * each other in vain, which costs time alone; a transaction takes but one, so that none wait for each other for ever.
 */
export async function lock(transaction: SqlEntityManager, scope: string): Promise<void> {
  await transaction.execute("select pg_advisory_xact_lock(hashtextextended('muniment ' || current_schema() || ?, 0))", [
    scope,
  ])
}
