import { expect, test } from 'vitest'
import { SharedTicks } from './shared-ticks.ts'

const never = new AbortController().signal

test('all who wait are woken by one tick, and who waits again by the next', async () => {
  const ticks = new SharedTicks()
  const woken: string[] = []
  const wait = async (name: string) => {
    await ticks.next(5, never)
    woken.push(name)
  }
  await Promise.all(['a', 'b', 'c'].map(wait))
  expect(woken).toEqual(['a', 'b', 'c'])
  await wait('d')
  expect(woken).toHaveLength(4)
})

test('a signal wakes the one that it is for, and a fired one makes nobody wait', async () => {
  const ticks = new SharedTicks()
  const controller = new AbortController()
  const aborted = ticks.next(60_000, controller.signal)
  controller.abort()
  await aborted
  await ticks.next(60_000, controller.signal)
  // The timer of before would have let this wait for a minute.
  await ticks.next(1, never)
})
