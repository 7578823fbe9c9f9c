import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/out/**', '**/*.long.test.ts'],
    // Much of the time goes to programs the tests start (Chromium, typesetters), so every core has a worker.
    maxWorkers: Math.min(availableParallelism(), 8),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/closing-reporter.ts'],
  },
})
