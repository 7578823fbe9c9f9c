import { expect, test } from 'vitest'
import { createRequestLimiter } from './request-limiter.ts'

const never = new AbortController().signal

test('lets only so many in at once, in the order in which they came', async () => {
  const limiter = createRequestLimiter(2)
  const order: number[] = []
  const first = await limiter.enter(never)
  const second = await limiter.enter(never)
  const third = limiter.enter(never).then((leave) => (order.push(3), leave))
  const fourth = limiter.enter(never).then((leave) => (order.push(4), leave))
  await Promise.resolve()
  expect(order).toEqual([])
  first()
  first()
  const leaveThird = await third
  expect(order).toEqual([3])
  leaveThird()
  await fourth
  expect(order).toEqual([3, 4])
  second()
})

test('someone who gives up loses the place and blocks nobody', async () => {
  const limiter = createRequestLimiter(1)
  const leave = await limiter.enter(never)
  const impatient = new AbortController()
  const waiting = limiter.enter(impatient.signal)
  const patient = limiter.enter(never)
  impatient.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
  leave()
  await patient
  await expect(limiter.enter(impatient.signal)).rejects.toMatchObject({ code: 'aborted' })
})
