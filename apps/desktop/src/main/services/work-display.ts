import { BrowserWindow, powerSaveBlocker } from 'electron'
import type { EngineWork } from '../../shared/engine-messages.ts'

const idle: EngineWork = { tasks: 0, share: null }
/** What `setProgressBar` takes for none, and for one of which nobody knows how far it is. */
const noBar = -1
const unknownShare = 2

/** Shows in the taskbar or dock how far the engine is, and keeps the computer awake while it works. */
export class WorkDisplay {
  #work = idle
  #blocker: number | undefined

  /** How many tasks would be interrupted if the app ended now. */
  get tasks(): number {
    return this.#work.tasks
  }

  show(work: EngineWork): void {
    this.#work = work
    for (const window of BrowserWindow.getAllWindows()) this.showIn(window)
    this.#stayAwake(work.tasks > 0)
  }

  /** For a window that was just opened. */
  showIn(window: BrowserWindow): void {
    const { tasks, share } = this.#work
    window.setProgressBar(tasks === 0 ? noBar : (share ?? unknownShare))
  }

  /** The engine is gone: nothing is being done. */
  clear(): void {
    this.show(idle)
  }

  /** The display may sleep; the work may not. */
  #stayAwake(isWorking: boolean): void {
    if (isWorking) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (this.#blocker !== undefined) {
      powerSaveBlocker.stop(this.#blocker)
      this.#blocker = undefined
    }
  }
}
