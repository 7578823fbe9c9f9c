import { registerHooks } from 'node:module'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { createStandIn, type StandIn, type StandInOptions } from './stand-in.ts'
import type { StandInWindow } from './stand-in-window.ts'
import { addStart } from './starts.ts'

export interface StartAppOptions extends StandInOptions {
  /** The built program of the main process. */
  readonly main: string
}

export interface RunningApp extends AsyncDisposable {
  readonly electron: StandIn
  /** The first window, once it shows the app and has asked for the engine. */
  readonly window: StandInWindow
}

const electronModule = new URL('./electron.ts', import.meta.url).href
let current: number | undefined

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' && current !== undefined
      ? { url: `${electronModule}?start=${current}`, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})

/** Starts a built app on a stand-in for Electron, one at a time. Disposing it quits the app as its user would. */
export async function startApp({ main, ...options }: StartAppOptions): Promise<RunningApp> {
  const electron = createStandIn(options)
  current = addStart(electron)
  await import(`${pathToFileURL(main).href}?start=${current}`)
  const window = await firstWindow(electron)
  const tooLate = { signal: AbortSignal.timeout(20_000) }
  while (electron.utilityProcesses.length === 0) await delay(10, undefined, tooLate)
  return {
    electron,
    window,
    async [Symbol.asyncDispose]() {
      const quit = new Promise<void>((resolve) => electron.app.once('quit', resolve))
      electron.app.quit()
      await quit
    },
  }
}

async function firstWindow({ BrowserWindow }: StandIn): Promise<StandInWindow> {
  for (;;) {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isShown) return window
    await delay(10)
  }
}
