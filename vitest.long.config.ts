import { defineConfig } from 'vitest/config'
import usual, { onPostgresInTheLongSuite, postgresProject } from './vitest.config.ts'

/** What takes longer than a change should wait for: `npx pnpm@12 test:long`. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    testTimeout: 3_600_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'long',
          include: ['**/*.long.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/out/**'],
        },
      },
      { ...postgresProject, test: { ...postgresProject.test, include: onPostgresInTheLongSuite } },
    ],
  },
})
