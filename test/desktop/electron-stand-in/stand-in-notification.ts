import { EventEmitter } from 'node:events'

export interface NotificationOptions {
  readonly title: string
  readonly body: string
}

/** The class `Notification` of one start, and what was shown, oldest first. */
export function createNotifications() {
  const shown: EventEmitter[] = []
  const told: NotificationOptions[] = []

  class Notification extends EventEmitter {
    readonly #options: NotificationOptions

    static isSupported(): boolean {
      return true
    }

    constructor(options: NotificationOptions) {
      super()
      this.#options = options
    }

    show(): void {
      shown.push(this)
      told.push(this.#options)
      this.emit('show')
    }
  }

  return {
    Notification,
    notifications: {
      told,
      /** Clicks the newest one, as a person would. */
      click: (): void => {
        shown.at(-1)?.emit('click')
      },
    },
  }
}
