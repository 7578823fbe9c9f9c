import type { ActivityArchivingTask } from '@muniment/sdk'
import type { Language } from '../../language/language.ts'
import type { MenuAction } from '../../ui/action-menu.tsx'
import type { TaskAction } from './task-actions.ts'

/** The name of an action on a task as it is: going on with what was begun is no start. */
export function actionName(
  { status }: ActivityArchivingTask,
  action: TaskAction,
  { words }: Pick<Language, 'words'>,
): string {
  if (action !== 'execute') return words.task.actions[action]
  if (status.state === 'failed')
    return status.progress.itemsFailed > 0 ? words.task.retryFailed : words.general.tryAgain
  return status.state === 'aborted' ? words.task.goOn : words.task.actions.execute
}

const priorities = ['high', 'normal', 'low'] as const

/** For a task that still has turns to take. */
export function priorityChoices(
  { priority: now, status: { state } }: ActivityArchivingTask,
  { words }: Pick<Language, 'words'>,
  onChoose: (priority: ActivityArchivingTask['priority']) => void,
): readonly MenuAction[] {
  if (state === 'finished' || state === 'finalizing' || state === 'aborting') return []
  return priorities
    .filter((priority) => priority !== now)
    .map((priority) => ({
      id: priority,
      name: words.task.priority[priority],
      onAction: () => onChoose(priority),
    }))
}
