import type { ActivityArchivingTask } from '@muniment/sdk'
import type { ReactNode } from 'react'
import styles from './state-icon.module.css'

type TaskState = ActivityArchivingTask['status']['state']

/** One stroke drawing a state, told apart by shape and not by colour alone. */
const drawings: Readonly<Record<TaskState, string>> = {
  created: 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15Z',
  scheduled: 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15ZM10 6v4.2l2.8 1.8',
  running: 'M10 3v9.5M6.2 8.8L10 12.5l3.8-3.7M3 12.5v4h14v-4',
  finalizing: 'M5 9h10v8H5ZM7 9V6.5a3 3 0 0 1 6 0V9',
  pausing: 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15ZM8 7.5v5M12 7.5v5',
  aborting: 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15ZM7.5 10h5',
  paused: 'M7 4v12M13 4v12',
  finished: 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15ZM6.5 10.3l2.4 2.4 4.6-5',
  failed: 'M10 2.5l8 14.5H2ZM10 8v4M10 14.4v.1',
  aborted: 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15ZM7.5 7.5h5v5h-5Z',
}

export interface StateIconProps {
  readonly state: TaskState
}

/** Hidden from screen readers: the word beside it says the same. */
export function StateIcon({ state }: StateIconProps): ReactNode {
  return (
    <svg className={styles['icon']} data-icon={state} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={drawings[state]} />
    </svg>
  )
}
