import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', '**/out/**', '**/*.long.test.ts']

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    // Much of the time goes to programs the tests start (Chromium, typesetters), so every core has a worker.
    maxWorkers: Math.min(availableParallelism(), 8),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'beside the code',
          include: ['packages/*/src/**/*.test.ts'],
          exclude,
          // They change nothing that others see, so one worker loads a module once for all of them: a third less work.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'spanning packages', include: ['apps/*/src/**/*.test.ts', 'test/**/*.test.ts'], exclude },
      },
    ],
    reporters: ['default', './test/closing-reporter.ts'],
  },
})
