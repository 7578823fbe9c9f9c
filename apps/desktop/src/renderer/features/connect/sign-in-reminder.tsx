import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useTaskList } from '../tasks/use-task-list.ts'
import styles from './sign-in-reminder.module.css'

/** Above every screen while a task waits for somebody to sign in again: where to do that. */
export function SignInReminder(): ReactNode {
  const { words } = useLanguage()
  const { tasks } = useTaskList().state
  const waiting = tasks.filter(
    ({ status }) => status.state === 'paused' && status.error?.code === 'source_unauthenticated',
  )
  const sourceIds = new Set(waiting.map(({ activity }) => activity.sourceId))
  const { title, text, action } = words.connect.reminder
  return [...sourceIds].map((sourceId) => (
    <div key={sourceId} className={styles['place']}>
      <Notice
        tone="warn"
        title={title}
        isLive
        actions={
          <ButtonLink href={addresses.signInAgain(sourceId)} tone="primary">
            {action}
          </ButtonLink>
        }
      >
        {text(
          waiting.filter(({ activity }) => activity.sourceId === sourceId).map(({ activity }) => activity.activityName),
        )}
      </Notice>
    </div>
  ))
}
