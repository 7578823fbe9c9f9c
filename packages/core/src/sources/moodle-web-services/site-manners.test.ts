import { expect, test } from 'vitest'
import { ArchivingError } from '../../errors/index.ts'
import { RetryBudget } from './retry-budget.ts'
import { createSiteManners, inTurn } from './site-manners.ts'

const signal = new AbortController().signal
const request = { about: 'question', signal }

/** A world in which time passes only by sleeping. */
function sleepingWorld() {
  const world = { nowMs: 1_000_000, slept: [] as number[] }
  const surroundings = {
    now: () => world.nowMs,
    random: () => 0.5,
    sleep: (milliseconds: number) => {
      world.slept.push(milliseconds)
      world.nowMs += milliseconds
      return Promise.resolve()
    },
  }
  return { world, surroundings }
}

const slowDown = (retryAfterMs: number) => new ArchivingError('source_rate_limited', 'Slow down.', { retryAfterMs })

test('what one request was told to wait, all wait', async () => {
  const { world, surroundings } = sleepingWorld()
  const manners = createSiteManners({ surroundings })
  await expect(inTurn(manners, request, () => Promise.reject(slowDown(7_000)))).rejects.toThrow('Slow down.')
  world.nowMs += 2_000
  await inTurn(manners, request, () => Promise.resolve())
  expect(world.slept).toEqual([5_000])
})

test('a site that wants to be left alone for long is not asked; the error says how long is left', async () => {
  const { world, surroundings } = sleepingWorld()
  const manners = createSiteManners({ surroundings })
  await expect(inTurn(manners, request, () => Promise.reject(slowDown(600_000)))).rejects.toThrow('Slow down.')
  world.nowMs += 100_000
  let asked = 0
  const ask = () => inTurn(manners, request, () => Promise.resolve(++asked))
  await expect(ask()).rejects.toMatchObject({ code: 'source_rate_limited', retryAfterMs: 500_000 })
  expect(asked).toBe(0)
  world.nowMs += 500_000
  await ask()
  expect(asked).toBe(1)
})

test('second tries are worth a part of what works, and a reserve', () => {
  const budget = new RetryBudget()
  let spent = 0
  while (budget.spend()) spent++
  expect(spent).toBe(20)
  for (let worked = 0; worked < 6; worked++) budget.worked()
  expect(budget.spend()).toBe(true)
  expect(budget.spend()).toBe(false)
})
