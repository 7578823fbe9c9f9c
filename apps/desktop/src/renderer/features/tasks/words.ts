import type { ActivityArchivingTaskStatus } from '@muniment/sdk'
import type { RoundedTime } from '../../language/rounded-time.ts'

type TaskState = ActivityArchivingTaskStatus['state']
type TaskActivity = NonNullable<ActivityArchivingTaskStatus['activity']>

export interface TaskWords {
  readonly title: string
  readonly summary: string
  readonly listLabel: string
  readonly showEarlier: string
  readonly actionsOf: (activityName: string) => string
  readonly connecting: string
  readonly reconnecting: string
  /** In a browser, where a server is at the other end. */
  readonly reconnectingToServer: string
  readonly states: Readonly<Record<TaskState, string>>
  /** What is being done, before there is anything to count, or while counting stands still. */
  readonly activities: Readonly<Record<TaskActivity, string>>
  readonly progressLabel: (activityName: string) => string
  readonly foundSoFar: (count: string) => string
  readonly doneOf: (done: string, total: string) => string
  readonly failed: (count: string) => string
  readonly timeLeft: (time: RoundedTime) => string
  readonly createdAt: (date: string) => string
  readonly endedAt: (date: string) => string
  readonly startsSoon: string
  readonly canGoOn: string
  readonly goesOnAfterSignIn: string
  readonly changed: (activityName: string, state: string) => string
  readonly empty: {
    readonly title: string
    readonly text: string
    /** To where one chooses what to archive. */
    readonly action: string
  }
  readonly problem: {
    readonly title: string
    readonly safe: string
    readonly unknown: string
  }
}
