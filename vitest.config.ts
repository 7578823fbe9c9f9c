import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', '**/out/**', '**/*.long.test.ts']

/** They change nothing that others see, so one worker loads a module once for all of them: a third less work. */
const sharing = ['packages/*/src/**/*.test.ts', 'test/{docs,quiz,sdk,server,sources}/**/*.test.ts']

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
          exclude,
          isolate: false,
        },
      },
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
