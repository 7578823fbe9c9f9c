import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ItemSlots } from './item-slots.ts'

const never = new AbortController().signal

test('tasks take turns, however many items one of them has', async () => {
  const slots = new ItemSlots(1)
  const order: string[] = []
  const first = await slots.take('big', never)
  const work = async (taskId: string): Promise<void> => {
    const giveBack = await slots.take(taskId, never)
    order.push(taskId)
    giveBack?.()
  }
  const all = [...Array.from({ length: 5 }, () => work('big')), work('small'), work('small'), work('other')]
  first?.()
  await Promise.all(all)
  expect(order).toEqual(['big', 'small', 'other', 'big', 'small', 'big', 'big', 'big'])
})

test('of two tasks the one of high priority comes more often, and the other one too', async () => {
  const slots = new ItemSlots(1)
  const order: string[] = []
  const first = await slots.take('x', never)
  const work = async (taskId: string, priority: 'low' | 'high'): Promise<void> => {
    const giveBack = await slots.take(taskId, never, priority)
    order.push(taskId)
    giveBack?.()
  }
  const all = Array.from({ length: 20 }, () => [work('low', 'low'), work('high', 'high')]).flat()
  first?.()
  await Promise.all(all)
  expect(order.slice(0, 10).filter((taskId) => taskId === 'high')).toHaveLength(9)
  expect(order).toHaveLength(40)
})

test('a task that stops waits no longer, and takes no room from others', async () => {
  const slots = new ItemSlots(1)
  const giveBack = await slots.take('a', never)
  const stopping = new AbortController()
  const stopped = slots.take('b', stopping.signal)
  const other = slots.take('c', never)
  stopping.abort()
  expect(await stopped).toBeUndefined()
  giveBack?.()
  giveBack?.()
  const otherGivesBack = await other
  expect(otherGivesBack).toBeDefined()
  const waiting = slots.take('d', never)
  otherGivesBack?.()
  expect(await waiting).toBeDefined()
})

test('there are never more at once than there is room for, and everyone comes in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(
        fc.record({ task: fc.constantFrom('a', 'b', 'c'), ticks: fc.integer({ min: 0, max: 4 }), stops: fc.boolean() }),
        {
          maxLength: 30,
        },
      ),
      async (limit, items) => {
        const slots = new ItemSlots(limit)
        let inside = 0
        let entered = 0
        const stopping = new AbortController()
        const all = items.map(async ({ task, ticks, stops }) => {
          const giveBack = await slots.take(task, stops ? stopping.signal : never)
          if (!giveBack) return
          entered++
          expect(++inside).toBeLessThanOrEqual(limit)
          for (let tick = 0; tick < ticks; tick++) await Promise.resolve()
          inside--
          giveBack()
        })
        stopping.abort()
        await Promise.all(all)
        expect(entered).toBeGreaterThanOrEqual(items.filter(({ stops }) => !stops).length)
        // All room is there again.
        const again = await Promise.all(
          Array.from({ length: limit }, () => slots.take('z', AbortSignal.timeout(5_000))),
        )
        expect(again.every((giveBack) => giveBack !== undefined)).toBe(true)
      },
    ),
  )
})
