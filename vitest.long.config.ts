import { defineConfig } from 'vitest/config'
import usual from './vitest.config.ts'

/** What takes longer than a change should wait for: `npx pnpm@12 test:long`. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    projects: undefined,
    include: ['**/*.long.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/out/**'],
    testTimeout: 3_600_000,
  },
})
