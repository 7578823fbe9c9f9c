import type { ActivityArchivingTask, MunimentClient } from '@muniment/sdk'

/** What can be asked of a task. `execute` begins it, or does once more what is missing. */
export const taskActions = ['execute', 'pause', 'resume', 'abort', 'sealIncomplete'] as const
export type TaskAction = (typeof taskActions)[number]

/** What can be done with a task as it is, the likeliest first. */
export function actionsOf({ status: { state, progress, error } }: ActivityArchivingTask): readonly TaskAction[] {
  switch (state) {
    case 'created':
    case 'aborted':
      return ['execute']
    case 'scheduled':
    case 'running':
      return ['pause', 'abort']
    case 'paused':
      // With an error it waits for a person, such as for a new sign-in, and then goes on by itself.
      return error === null ? ['resume', 'abort'] : ['abort', 'resume']
    case 'failed':
      return progress.itemsFailed > 0 ? ['execute', 'sealIncomplete'] : ['execute']
    case 'finalizing':
      return ['abort']
    case 'pausing':
    case 'aborting':
    case 'finished':
      return []
  }
}

/** Does it. @returns false if the state of the task no longer allows it. */
export function actOn(client: MunimentClient, taskId: string, action: TaskAction): Promise<boolean> {
  return client.tasks[action]({ taskId })
}
