import type { ActivityArchivingTask } from '@muniment/sdk'

/** What becomes of a task, one after the other. */
export const taskStages = ['connecting', 'listing', 'archiving', 'sealing'] as const
export type TaskStage = (typeof taskStages)[number]

/** - `stopped`: it is not being worked on, and goes on here. */
export type StageState = 'done' | 'current' | 'stopped' | 'ahead'

export interface StageMark {
  readonly stage: TaskStage
  readonly state: StageState
}

/** How far a task is on its way. */
export function stagesOf({ status }: ActivityArchivingTask): readonly StageMark[] {
  const { state } = status
  const reached = state === 'finished' ? taskStages.length : taskStages.indexOf(currentStage(status))
  const isMoving = state === 'running' || state === 'finalizing' || state === 'pausing' || state === 'aborting'
  return taskStages.map((stage, index) => ({ stage, state: stateAt(index - reached, isMoving) }))
}

function stateAt(distance: number, isMoving: boolean): StageState {
  if (distance < 0) return 'done'
  if (distance > 0) return 'ahead'
  return isMoving ? 'current' : 'stopped'
}

function currentStage({ state, activity, progress }: ActivityArchivingTask['status']): TaskStage {
  if (state === 'finalizing') return 'sealing'
  const { itemsTotal, itemsFinished } = progress
  if (itemsTotal !== null) return state !== 'running' && itemsFinished === itemsTotal ? 'sealing' : 'archiving'
  return activity === 'listing' || progress.itemsFound > 0 ? 'listing' : 'connecting'
}
