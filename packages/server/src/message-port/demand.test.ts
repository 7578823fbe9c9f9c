import { expect, it } from 'vitest'
import { Demand } from './demand.ts'

it('gives as many as were asked for, before or after', async () => {
  const demand = new Demand(new AbortController().signal)
  demand.add()
  demand.add()
  expect(await demand.take()).toBe(true)
  expect(await demand.take()).toBe(true)
  const waiting = demand.take()
  demand.add()
  expect(await waiting).toBe(true)
})

it('stops waiting when the signal fires', async () => {
  const abort = new AbortController()
  const demand = new Demand(abort.signal)
  const waiting = demand.take()
  abort.abort()
  expect(await waiting).toBe(false)
  demand.add()
  expect(await demand.take()).toBe(false)
})
