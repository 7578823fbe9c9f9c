import { expect, test } from 'vitest'
import { activeStates, taskStates } from '../driver/activity-archiving-task.ts'
import { canFollow, executableStates, isResting, restingStates, statesBefore } from './task-state-machine.ts'

test('a state is either active or resting', () => {
  expect([...activeStates, ...restingStates].toSorted()).toEqual([...taskStates].toSorted())
})

test('what can be executed: new, paused, failed and aborted tasks', () => {
  expect([...executableStates].toSorted()).toEqual(['aborted', 'created', 'failed', 'paused'])
})

test('only a task that is being sealed, or that is stopped while it is, becomes finished, and nothing follows', () => {
  expect(statesBefore('finished')).toEqual(['finalizing', 'pausing', 'aborting'])
  expect(taskStates.filter((state) => canFollow('finished', state))).toEqual([])
})

test('every state can be reached, and from every active one a resting one', () => {
  const reachable = new Set(['created'])
  for (const _ of taskStates) {
    for (const state of taskStates) {
      if (statesBefore(state).some((before) => reachable.has(before))) reachable.add(state)
    }
  }
  expect([...reachable].toSorted()).toEqual([...taskStates].toSorted())
  for (const state of activeStates) {
    expect(
      taskStates.some(
        (next) => canFollow(state, next) && (isResting(next) || next === 'finalizing' || next === 'running'),
      ),
    ).toBe(true)
  }
})
