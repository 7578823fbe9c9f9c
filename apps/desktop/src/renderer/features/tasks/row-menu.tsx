import type { ActivityArchivingTask } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { toFailure } from '../../connection/failure.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses, goTo } from '../../navigation/addresses.ts'
import { ActionMenu, type MenuAction } from '../../ui/action-menu.tsx'
import { actionName, priorityChoices } from '../task/action-names.ts'
import { actionsOf, actOn } from '../task/task-actions.ts'

export interface RowMenuProps {
  readonly task: ActivityArchivingTask
  /** Told, in words for people, why something that the menu offers was not done. */
  readonly onRefused: (reason: string) => void
}

/** What can be done with a task, without going to it. Sealing it as incomplete needs its screen, which warns. */
export function RowMenu({ task, onRefused }: RowMenuProps): ReactNode {
  const language = useLanguage()
  const engine = useEngine()
  const { words } = language
  const ask = (work: Parameters<typeof engine.change<boolean>>[0]): void => {
    engine.change(work).then(
      (isDone) => isDone || onRefused(words.task.refused.tooLate),
      (error: unknown) => onRefused(language.textOf(toFailure(error).text)),
    )
  }
  const actions: readonly MenuAction[] = [
    ...showing(task, words.task.showArchive),
    ...actionsOf(task)
      .filter((action) => action !== 'sealIncomplete')
      .map((action) => ({
        id: action,
        name: actionName(task, action, language),
        onAction: () => ask((client) => actOn(client, task.id, action)),
      })),
    ...priorityChoices(task, language, (priority) =>
      ask((client) => client.tasks.setPriority({ taskId: task.id, priority })),
    ),
  ]
  return (
    actions.length > 0 && <ActionMenu label={words.tasks.actionsOf(task.activity.activityName)} actions={actions} />
  )
}

function showing({ archiveId }: ActivityArchivingTask, name: string): readonly MenuAction[] {
  return archiveId === null ? [] : [{ id: 'archive', name, onAction: () => goTo(addresses.archive(archiveId)) }]
}
