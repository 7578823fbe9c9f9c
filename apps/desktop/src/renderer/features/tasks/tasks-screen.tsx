import { useState, type ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useSession } from '../sign-in/use-session.ts'
import { NoTasks } from './no-tasks.tsx'
import { StateAnnouncer } from './state-announcer.tsx'
import { TaskRow } from './task-row.tsx'
import styles from './tasks-screen.module.css'
import { useTaskList } from './use-task-list.ts'

/** Is it going well? All tasks, newest first, live. */
export function TasksScreen(): ReactNode {
  const { list, state } = useTaskList()
  const session = useSession()
  const { words } = useLanguage()
  const [refused, setRefused] = useState<string | null>(null)
  const { phase, tasks, problem, hasEarlier } = state
  return (
    <>
      <ScreenHeader title={words.tasks.title} summary={words.tasks.summary} />
      {phase === 'connecting' && <Waiting>{words.tasks.connecting}</Waiting>}
      {phase === 'reconnecting' && (
        <p className={styles['notice']} role="status">
          {session ? words.tasks.reconnectingToServer : words.tasks.reconnecting}
        </p>
      )}
      {phase === 'failed' && <Problem problem={problem} onRetry={() => list.retry()} />}
      {phase === 'live' && tasks.length === 0 && <NoTasks />}
      {refused !== null && (
        <div className={styles['problem']}>
          <Notice tone="warn" title={words.task.refused.title} isLive>
            {refused}
          </Notice>
        </div>
      )}
      {tasks.length > 0 && (
        <ul className={styles['list']} aria-label={words.tasks.listLabel}>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} onRefused={setRefused} />
          ))}
        </ul>
      )}
      {hasEarlier && phase === 'live' && (
        <div className={styles['more']}>
          <Button onPress={() => void list.showEarlier()}>{words.tasks.showEarlier}</Button>
        </div>
      )}
      <StateAnnouncer tasks={tasks} isLive={phase === 'live'} />
    </>
  )
}

interface ProblemProps {
  readonly problem: string | null
  readonly onRetry: () => void
}

/** What happened, what is safe, what to do. */
function Problem({ problem, onRetry }: ProblemProps): ReactNode {
  const { words } = useLanguage()
  return (
    <div className={styles['problem']}>
      <Notice
        tone="bad"
        title={words.tasks.problem.title}
        actions={<Button onPress={onRetry}>{words.general.tryAgain}</Button>}
      >
        <p>{problem ?? words.tasks.problem.unknown}</p>
        <p>{words.tasks.problem.safe}</p>
      </Notice>
    </div>
  )
}
