import { memo, type ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { barOf, describeTask } from './describe-task.ts'
import { RowMenu, type RowMenuProps } from './row-menu.tsx'
import { StateIcon } from './state-icon.tsx'
import styles from './task-row.module.css'

export type TaskRowProps = RowMenuProps

/** One task: what, how far, and its state as icon and word. Drawn again only when it changed. */
export const TaskRow = memo(function TaskRow({ task, onRefused }: TaskRowProps): ReactNode {
  const language = useLanguage()
  const { words, textOf } = language
  const { activity, status } = task
  const bar = barOf(task)
  return (
    <li className={styles['row']} data-state={status.state}>
      <div className={styles['what']}>
        <h2>
          <a href={addresses.task(task.id)}>
            <bdi>{activity.activityName}</bdi>
          </a>
        </h2>
        <p>
          <bdi>{activity.courseName}</bdi>
        </p>
      </div>
      <p className={styles['state']}>
        <StateIcon state={status.state} />
        {words.tasks.states[status.state]}
      </p>
      <div className={styles['menu']}>
        <RowMenu task={task} onRefused={onRefused} />
      </div>
      <div className={styles['progress']}>
        {bar && (
          <ProgressLine
            label={words.tasks.progressLabel(activity.activityName)}
            done={bar.done}
            total={bar.total}
            isStill={status.state !== 'running' && status.state !== 'finalizing'}
          />
        )}
        <p className={styles['words']}>{describeTask(task, language)}</p>
      </div>
      {(status.state === 'failed' || status.state === 'paused') && status.error && (
        <p className={styles['trouble']}>{textOf(status.error.text)}</p>
      )}
    </li>
  )
})
