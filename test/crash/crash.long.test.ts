import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomNumbers } from '../support/random-numbers.ts'
import { CrashBench, eachStepOnce } from './crash-bench.ts'

const randomKills = 200
const seed = Number(process.env['CRASH_SEED'] ?? 20_261_126)
/** How many deaths come about at once. */
const parallel = 2

let bench: CrashBench
beforeAll(async () => void (bench = await CrashBench.open()), 120_000)
afterAll(() => bench[Symbol.asyncDispose]())

/** Does the same with each entry, a few at a time, and collects what is told. */
async function inTurn<Entry>(entries: readonly Entry[], work: (entry: Entry) => Promise<readonly string[]>) {
  const told: string[] = []
  const left = entries.values()
  const worker = async (): Promise<void> => {
    for (const entry of left) {
      const problems = await work(entry).catch((error: unknown) => [String(error)])
      told.push(...problems.map((problem) => `${JSON.stringify(entry)}: ${problem}`))
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return told
}

describe('killed at every step that the program takes', () => {
  test.each(['before', 'half', 'after'] as const)(
    '%s it, the first time, in the middle and the last time',
    async (when) => {
      const points = eachStepOnce(bench.steps, when)
      console.log(`${when}: ${points.length} points`)
      expect(await inTurn(points, (crashAt) => bench.dieAndGoOn({ crashAt }))).toEqual([])
    },
  )
})

test(`killed ${randomKills} times at random moments, several times on the way (seed ${seed})`, async () => {
  const random = randomNumbers(seed)
  const runs: { readonly killAfterMs: number }[][] = []
  for (let kills = 0; kills < randomKills;) {
    const deaths = Array.from({ length: Math.min(1 + random(4), randomKills - kills) }, () => ({
      killAfterMs: random(Math.ceil(bench.undisturbedMs)),
    }))
    runs.push(deaths)
    kills += deaths.length
  }
  expect(await inTurn(runs, (deaths) => bench.dieAndGoOn(...deaths))).toEqual([])
})
