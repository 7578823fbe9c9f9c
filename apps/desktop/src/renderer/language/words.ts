import type { ActivityArchivingTaskStatus } from '@muniment/sdk'
import type { SessionProblem } from '../features/sign-in/session-store.ts'

type TaskState = ActivityArchivingTaskStatus['state']
type TaskActivity = NonNullable<ActivityArchivingTaskStatus['activity']>

/** Time left, rounded as people would. */
export interface RoundedTime {
  readonly unit: 'moments' | 'seconds' | 'minutes' | 'hours'
  /** As the language writes it; empty for `moments`. */
  readonly amount: string
}

/** Every word of the app, in one language. Numbers and dates come in already written as the language writes them. */
export interface Words {
  readonly navigation: {
    readonly label: string
    readonly tasks: string
    readonly archivers: string
    readonly skip: string
    readonly signOut: string
  }
  readonly signIn: {
    readonly title: string
    readonly key: string
    readonly help: string
    readonly submit: string
    readonly checking: string
    readonly problems: Readonly<Record<SessionProblem, string>>
  }
  readonly archivers: {
    readonly title: string
    readonly summary: string
    readonly listLabel: string
    readonly loading: string
    readonly builtIn: string
    readonly fromPackage: (packageName: string, version: string) => string
    readonly problems: {
      readonly title: string
      readonly others: string
    }
    readonly more: {
      readonly title: string
      readonly text: string
      readonly trust: string
      readonly commandLabel: string
      readonly placeholder: string
      readonly restart: string
    }
    readonly failed: { readonly title: string; readonly retry: string }
  }
  readonly tasks: {
    readonly title: string
    readonly summary: string
    readonly listLabel: string
    readonly showEarlier: string
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
      readonly stepsTitle: string
      readonly steps: readonly [string, string, string]
      readonly commandLabel: string
      readonly placeholders: { readonly course: string; readonly activity: string }
    }
    readonly problem: {
      readonly title: string
      readonly safe: string
      readonly unknown: string
      readonly retry: string
    }
  }
}
