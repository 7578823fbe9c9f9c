import { expect, test } from 'vitest'
import { ArchivingError } from '../../errors/index.ts'
import { createRequestLimiter, type RequestLimiter, type Turn } from './request-limiter.ts'

const never = new AbortController().signal
const question = { about: 'question', signal: never }
const file = { about: 'file', isFile: true, signal: never }
const still = (): number => 0

test('lets only so many in at once, in the order in which they came', async () => {
  const limiter = createRequestLimiter({ highest: 2, now: still })
  const order: number[] = []
  const first = await limiter.enter(question)
  const second = await limiter.enter(question)
  const third = limiter.enter(question).then((turn) => (order.push(3), turn))
  const fourth = limiter.enter(question).then((turn) => (order.push(4), turn))
  await Promise.resolve()
  expect(order).toEqual([])
  first.leave()
  first.leave()
  const thirdTurn = await third
  expect(order).toEqual([3])
  thirdTurn.leave()
  await fourth
  expect(order).toEqual([3, 4])
  second.leave()
})

test('someone who gives up loses the place and blocks nobody', async () => {
  const limiter = createRequestLimiter({ highest: 1, now: still })
  const turn = await limiter.enter(question)
  const impatient = new AbortController()
  const waiting = limiter.enter({ about: 'question', signal: impatient.signal })
  const patient = limiter.enter(question)
  impatient.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
  turn.leave()
  await patient
  await expect(limiter.enter({ about: 'question', signal: impatient.signal })).rejects.toMatchObject({
    code: 'aborted',
  })
})

test('large files never keep a question waiting', async () => {
  for (const highest of [1, 2]) {
    const limiter = createRequestLimiter({ highest, now: still })
    const download = await limiter.enter(file)
    const nextFile = await isWaiting(limiter.enter(file))
    expect(nextFile.isWaiting).toBe(true)
    const asked = await limiter.enter(question)
    asked.leave()
    await limiter.enter(question)
    download.leave()
    if (highest > 1) await nextFile.turn
  }
})

test('lets more in as the site proves that it has room, and fewer once it is overloaded', async () => {
  let nowMs = 0
  const limiter = createRequestLimiter({ highest: 16, now: () => nowMs })
  expect(limiter.limit).toBe(2)
  for (let round = 0; round < 200; round++) {
    const turns = await fill(limiter)
    nowMs += 50
    for (const turn of turns) turn.answered()
    for (const turn of turns) turn.leave()
  }
  expect(limiter.limit).toBe(16)
  for (const code of ['source_rate_limited', 'timed_out'] as const) {
    const before = limiter.limit
    nowMs += 1
    const turn = await limiter.enter(question)
    turn.failed(new ArchivingError(code, 'Too much.'))
    turn.leave()
    expect(limiter.limit).toBe(before / 2)
  }
  const turn = await limiter.enter(question)
  turn.failed(new ArchivingError('source_denied', 'No.'))
  expect(limiter.limit).toBe(4)
})

async function fill(limiter: RequestLimiter): Promise<Turn[]> {
  const turns: Turn[] = []
  while (turns.length < limiter.limit) turns.push(await limiter.enter(question))
  return turns
}

async function isWaiting(turn: Promise<Turn>): Promise<{ readonly turn: Promise<Turn>; readonly isWaiting: boolean }> {
  const state = await Promise.race([turn.then(() => false), Promise.resolve().then(() => true)])
  return { turn, isWaiting: state }
}
