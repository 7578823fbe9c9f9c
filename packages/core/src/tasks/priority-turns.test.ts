import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { taskPriorities, type TaskPriority } from '../driver/activity-archiving-task.ts'
import { PriorityTurns } from './priority-turns.ts'

function take(turns: PriorityTurns, waiting: readonly TaskPriority[]): TaskPriority {
  const chosen = turns.order().find((priority) => waiting.includes(priority)) ?? 'normal'
  turns.took(chosen)
  return chosen
}

test('of thirteen turns, nine are for high, three for normal and one for low priority', () => {
  const turns = new PriorityTurns()
  const taken = Array.from({ length: 130 }, () => take(turns, taskPriorities))
  const countOf = (priority: TaskPriority) => taken.filter((one) => one === priority).length
  expect([countOf('high'), countOf('normal'), countOf('low')]).toEqual([90, 30, 10])
  expect(taken[0]).toBe('high')
})

test('who did not wait has saved nothing up', () => {
  const turns = new PriorityTurns()
  for (let turn = 0; turn < 100; turn++) take(turns, ['normal'])
  const taken = Array.from({ length: 13 }, () => take(turns, ['normal', 'low']))
  expect(taken.filter((priority) => priority === 'low').length).toBeLessThanOrEqual(5)
})

test('nobody waits for ever, whoever else comes and goes', () => {
  fc.assert(
    fc.property(fc.array(fc.subarray(['high', 'normal'] as const), { minLength: 40, maxLength: 60 }), (others) => {
      const turns = new PriorityTurns()
      const taken = others.map((some) => take(turns, [...some, 'low']))
      expect(taken.slice(0, 30)).toContain('low')
      expect(taken.slice(-30)).toContain('low')
    }),
  )
})
