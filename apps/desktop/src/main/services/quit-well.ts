import process from 'node:process'
import { app, BrowserWindow, dialog, powerMonitor } from 'electron'
import type { MainWords } from '../language/main-words.ts'

export interface QuitWellOptions {
  /** How many tasks would be interrupted. */
  readonly tasks: () => number
  readonly words: () => MainWords
  /** Ends the engine where it is. */
  readonly stop: () => Promise<void>
}

/**
 * Quits only after the engine has stopped, and asks first if tasks would be interrupted. On macOS an app goes on without
 * windows, and so do its tasks; elsewhere, closing the last window quits.
 */
export function quitWell({ tasks, words, stop }: QuitWellOptions): void {
  let isAgreed = false
  let isAsking = false
  let isStopped = false

  const mayQuit = async (): Promise<boolean> => {
    if (isAgreed || tasks() === 0) return true
    if (isAsking) return false
    isAsking = true
    isAgreed = await askToQuit(words(), tasks()).finally(() => (isAsking = false))
    return isAgreed
  }
  const quit = async (): Promise<void> => {
    if (!(await mayQuit())) return
    isAgreed = true
    await stop()
    isStopped = true
    app.quit()
  }

  // Whoever turns the computer off is not to be kept waiting: nothing is lost.
  powerMonitor.on('shutdown', () => (isAgreed = true))
  app.on('before-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    void quit()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('browser-window-created', (_event, window) => {
    window.on('close', (event) => {
      const isLast = BrowserWindow.getAllWindows().length === 1
      if (process.platform === 'darwin' || !isLast || isAgreed || tasks() === 0) return
      // Without a window there would be nothing to come back to.
      event.preventDefault()
      void quit()
    })
  })
}

async function askToQuit({ quit }: MainWords, tasks: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: quit.message(tasks),
    detail: quit.detail,
    buttons: [quit.quit, quit.stay],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
