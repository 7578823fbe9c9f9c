import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', '**/out/**', '**/*.long.test.ts']

/** They change nothing that others see, so one worker loads a module once for all of them: a third less work. */
const sharing = ['packages/*/src/**/*.test.ts', 'test/{docs,quiz,sdk,server,sources}/**/*.test.ts']

/** Tests of the database and the engine, which run once more on PostgreSQL … */
const onPostgres = [
  'packages/core/src/db/postgres/*.test.ts',
  'packages/core/src/db/{item-paths,sql-item-store,sql-task-store,task-store-model}.test.ts',
  'packages/core/src/access/*.test.ts',
  'packages/core/src/tasks/{fencing,task-engine,two-processes}.test.ts',
]

/** … and more of them in the long suite. */
export const onPostgresInTheLongSuite = [
  'packages/core/src/policy/*.test.ts',
  'packages/core/src/tasks/{additional-files,clean-artifacts,listing-changes,pause-task,reuse-items,source-outage}.test.ts',
]

export const postgresProject = {
  extends: true,
  test: {
    name: 'on PostgreSQL',
    isolate: false,
    globalSetup: './test/support/postgres-for-tests.ts',
    setupFiles: './packages/core/src/testing/run-on-postgres.ts',
  },
} as const

// Each test process, and each program that it starts, would compile the same packages anew.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'muniment-compiled')

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // Much of the time goes to waiting for programs that the tests start (Chromium, typesetters, the command line), so
    // there is a worker more than cores.
    maxWorkers: Math.min(availableParallelism() + 1, 8),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sharing modules',
          include: sharing,
          exclude: [...exclude, 'packages/core/src/db/postgres/*.test.ts'],
          isolate: false,
        },
      },
      { ...postgresProject, test: { ...postgresProject.test, include: onPostgres } },
      {
        extends: true,
        test: {
          name: 'each for itself',
          include: ['apps/*/src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...exclude, ...sharing],
        },
      },
    ],
    reporters: ['default', './test/closing-reporter.ts'],
  },
})
