import { app, BrowserWindow, Notification } from 'electron'
import type { TaskEnding } from '../../shared/engine-messages.ts'
import type { MainWords } from '../language/main-words.ts'

export interface TaskNewsOptions {
  /** In the language of the moment. */
  readonly words: () => MainWords
  /** Somebody wants to see the task. */
  readonly onWanted: (taskId: string) => void
}

/** Tells people who look at something else how a task ended: by the system's notifications, and a number at our icon. */
export class TaskNews {
  readonly #options: TaskNewsOptions
  /** As long as one is shown, its click must find it. */
  readonly #shown = new Set<Notification>()
  #unseen = 0

  constructor(options: TaskNewsOptions) {
    this.#options = options
  }

  tell({ taskId, activityName, end }: TaskEnding): void {
    if (BrowserWindow.getFocusedWindow()) return
    app.setBadgeCount(++this.#unseen)
    if (!Notification.isSupported()) return
    const { words, onWanted } = this.#options
    const notification = new Notification({ title: activityName, body: words().endings[end] })
    notification.once('click', () => onWanted(taskId))
    notification.once('close', () => this.#shown.delete(notification))
    this.#shown.add(notification)
    notification.show()
  }

  /** Somebody looks at the app. */
  seen(): void {
    if (this.#unseen === 0) return
    this.#unseen = 0
    app.setBadgeCount(0)
  }
}
