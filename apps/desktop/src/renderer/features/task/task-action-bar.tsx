import type { ActivityArchivingTask } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { ActionMenu } from '../../ui/action-menu.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { actionName, priorityChoices } from './action-names.ts'
import { actionsOf, type TaskAction } from './task-actions.ts'
import type { TaskScreenState, TaskStore } from './task-store.ts'

export interface TaskActionBarProps {
  readonly store: TaskStore
  readonly state: TaskScreenState & { readonly task: ActivityArchivingTask }
  /** Asks before it is done. */
  readonly onSealIncomplete: () => void
}

/** What can be done with the task as it is; the primary one last. */
export function TaskActionBar({ store, state: { task, busy }, onSealIncomplete }: TaskActionBarProps): ReactNode {
  const language = useLanguage()
  const { words } = language
  const { archiveId, status, activity } = task
  const actions = actionsOf(task)
  const waitsForSignIn = status.state === 'paused' && status.error?.code === 'source_unauthenticated'
  const press = (action: TaskAction): void =>
    action === 'sealIncomplete' ? onSealIncomplete() : void store.act(action)
  const menu = priorityChoices(task, language, (priority) => void store.setPriority(priority))
  return (
    <>
      {menu.length > 0 && <ActionMenu label={words.task.moreActions} actions={menu} />}
      {actions.toReversed().map((action) => (
        <Button
          key={action}
          tone={action === actions[0] && !waitsForSignIn && isStart(action) ? 'primary' : 'plain'}
          isBusy={busy === action}
          onPress={() => press(action)}
        >
          {actionName(task, action, language)}
        </Button>
      ))}
      {waitsForSignIn && (
        <ButtonLink tone="primary" href={addresses.signInAgain(activity.sourceId)}>
          {words.task.signIn}
        </ButtonLink>
      )}
      {archiveId !== null && (
        <ButtonLink tone="primary" href={addresses.archive(archiveId)}>
          {words.task.showArchive}
        </ButtonLink>
      )}
    </>
  )
}

const isStart = (action: TaskAction): boolean => action === 'execute' || action === 'resume'
