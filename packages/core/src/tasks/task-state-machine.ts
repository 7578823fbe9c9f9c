import { executingStates, taskStates, type TaskState } from '../driver/activity-archiving-task.ts'

/**
 * Which state may follow which. Every transition is one guarded statement in the database; one that is not in this
 * table is refused.
 */
export const taskTransitions = {
  created: ['scheduled'],
  scheduled: ['running', 'paused', 'aborted'],
  // `scheduled` again: the process was stopped or killed, and another goes on. `paused` at once: nothing is under way.
  running: ['finalizing', 'failed', 'pausing', 'paused', 'aborting', 'scheduled'],
  // `running` again: something of an item is missing or damaged, and is read anew.
  finalizing: ['finished', 'running', 'failed', 'pausing', 'paused', 'aborting', 'scheduled'],
  // Whoever asks for an abort meanwhile gets it. `finished`: its archive was in its place already.
  pausing: ['paused', 'aborting', 'finished'],
  aborting: ['aborted', 'finished'],
  paused: ['scheduled', 'aborted'],
  finished: [],
  failed: ['scheduled'],
  aborted: ['scheduled'],
} as const satisfies Record<TaskState, readonly TaskState[]>

/** States in which nothing more happens unless somebody asks for it. */
export const restingStates = [
  'created',
  'paused',
  'finished',
  'failed',
  'aborted',
] as const satisfies readonly TaskState[]

/** States of a task that is sealed, or was told to stop while it was: its archive may get into its place. */
export const finishableStates = statesBefore('finished')

/** States from which a task can be executed. */
export const executableStates = statesBefore('scheduled').filter((state) => !isExecuting(state))

/** The states from which `next` can follow. */
export function statesBefore(next: TaskState): readonly TaskState[] {
  return taskStates.filter((state) => canFollow(state, next))
}

/** Whether `next` may follow `state`. */
export function canFollow(state: TaskState, next: TaskState): boolean {
  const followers: readonly TaskState[] = taskTransitions[state]
  return followers.includes(next)
}

export function isExecuting(state: TaskState): boolean {
  const states: readonly TaskState[] = executingStates
  return states.includes(state)
}

export function isResting(state: TaskState): boolean {
  const states: readonly TaskState[] = restingStates
  return states.includes(state)
}
