import type { ItemCondition } from './item-condition.ts'
import type { TaskStage } from './stages.ts'
import type { TaskAction } from './task-actions.ts'

/** What a task archives one by one: attempts of a quiz, submissions of an assignment. */
export type ItemNoun = 'attempts' | 'submissions' | 'discussions' | 'items'

/** A number, and how the language writes it. */
export interface Amount {
  readonly count: number
  readonly text: string
}

export interface TaskScreenWords {
  readonly waiting: string
  readonly reconnecting: string
  readonly reconnectingToServer: string
  readonly failedToLoad: string
  readonly headline: {
    readonly doneOf: (done: string, total: Amount, noun: ItemNoun) => string
    readonly allDone: (total: Amount, noun: ItemNoun) => string
    readonly nothingThere: (noun: ItemNoun) => string
    readonly incomplete: (done: string, total: Amount, noun: ItemNoun) => string
    readonly notArchived: (count: string) => string
    readonly notStarted: string
    readonly waitsForTurn: string
    readonly waitsForYou: string
    readonly failed: string
  }
  readonly rate: {
    readonly perMinute: (rate: Amount, noun: ItemNoun) => string
    readonly reused: (count: string) => string
  }
  readonly now: (titles: readonly string[], more: string | null) => string
  readonly stagesLabel: string
  readonly stages: Readonly<Record<TaskStage, string>>
  readonly actions: Readonly<Record<TaskAction, string>>
  readonly retryFailed: string
  readonly goOn: string
  readonly moreActions: string
  readonly showArchive: string
  readonly signIn: string
  readonly priority: Readonly<Record<'low' | 'normal' | 'high', string>>
  readonly priorityNow: Readonly<Record<'low' | 'normal' | 'high', string>>
  readonly refused: {
    readonly title: string
    readonly tooLate: string
  }
  readonly trouble: {
    readonly itemsFailed: (items: Amount, noun: ItemNoun) => string
    readonly keptSafe: (done: string, total: Amount, noun: ItemNoun) => string
    readonly nextSteps: string
    readonly moreReasons: (count: string) => string
    readonly taskFailed: string
    readonly signInAgain: string
    readonly signInText: string
  }
  readonly incomplete: {
    readonly title: string
    readonly action: string
    readonly warning: (items: Amount, noun: ItemNoun) => string
    readonly stays: string
    readonly instead: string
    readonly more: (count: string) => string
  }
  readonly tabs: { readonly label: string; readonly items: string; readonly log: string }
  readonly items: {
    readonly label: string
    readonly columns: {
      readonly title: string
      readonly state: string
      readonly size: string
    }
    readonly conditions: Readonly<Record<ItemCondition, string>>
    readonly filterLabel: string
    readonly all: string
    readonly choice: (name: string, count: string) => string
    readonly search: string
    readonly noneYet: string
    readonly noneFound: string
    readonly reading: string
    readonly attempts: (times: Amount) => string
  }
  readonly details: {
    readonly whatHappened: string
    readonly whatToDo: string
    readonly byItself: string
    readonly tryAgain: string
    readonly firstSolve: string
    readonly remarks: string
    readonly place: string
    readonly files: (files: Amount, size: string) => string
    readonly close: string
  }
  readonly log: {
    readonly label: string
    readonly none: string
    readonly showEarlier: string
    readonly levels: { readonly warning: string; readonly error: string }
  }
  readonly missing: { readonly title: string; readonly text: string; readonly toTasks: string }
}
