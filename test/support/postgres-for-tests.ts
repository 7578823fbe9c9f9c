import type { TestProject } from 'vitest/node'
import { startPostgres } from './start-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL server for tests; null where there is none for the platform. */
    readonly postgresServer: string | null
  }
}

/** Starts PostgreSQL once for all tests that run on it, and stops it after them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  project.provide('postgresServer', postgres?.url ?? null)
  return async () => postgres?.[Symbol.asyncDispose]()
}
