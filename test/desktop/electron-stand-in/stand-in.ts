import type { Browser, BrowserContextOptions } from 'playwright-core'
import { StandInChannel } from './message-ports.ts'
import { StandInApp } from './stand-in-app.ts'
import { StandInDialog, StandInShell } from './stand-in-dialog.ts'
import { StandInIpc } from './stand-in-ipc.ts'
import { StandInKeystore, type KeystoreState } from './stand-in-keystore.ts'
import { createNotifications } from './stand-in-notification.ts'
import { StandInPowerMonitor, StandInPowerSaveBlocker } from './stand-in-power.ts'
import { StandInProtocol } from './stand-in-protocol.ts'
import { StandInSession } from './stand-in-session.ts'
import { StandInWindow, type StandInWindowOptions } from './stand-in-window.ts'
import { StandInUtilityProcess } from './utility-process.ts'

export interface StandInOptions {
  readonly browser: Browser
  /** `app.getPath('userData')`. */
  readonly userData: string
  /** The system's language, theme, time zone …, as windows see them. */
  readonly system?: BrowserContextOptions
  /** The operating system's keystore. Default: there, and open. */
  readonly keystore?: KeystoreState
}

/** What the module `electron` exports, for one start of an app. */
export function createStandIn({ browser, userData, system, keystore = 'open' }: StandInOptions) {
  const windows: StandInWindow[] = []
  const utilityProcesses: StandInUtilityProcess[] = []
  const ipcMain = new StandInIpc()
  const safeStorage = new StandInKeystore()
  safeStorage.state = keystore
  const protocol = new StandInProtocol()
  const app = new StandInApp({
    userData,
    language: system?.locale ?? 'en-US',
    closeWindows: async () => {
      for (const window of windows.toReversed()) await window.close()
      return windows.length === 0
    },
  })
  const host = {
    protocol,
    openContext: (options: BrowserContextOptions) => browser.newContext({ ...system, ...options }),
    onInvoke: (channel: string, event: object, args: readonly unknown[]) => ipcMain.invoke(channel, event, args),
    onIpc: (channel: string, event: object, args: readonly unknown[]) => ipcMain.emit(channel, event, ...args),
    onClosed: (window: StandInWindow) => {
      windows.splice(windows.indexOf(window), 1)
      if (windows.length === 0) app.emit('window-all-closed')
    },
  }

  class BrowserWindow extends StandInWindow {
    constructor(options: StandInWindowOptions) {
      super(options, host)
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
      app.emit('browser-window-created', {}, this)
    }

    static getAllWindows(): readonly StandInWindow[] {
      return windows
    }

    static getFocusedWindow(): StandInWindow | null {
      return windows.find((window) => window.isFocused()) ?? null
    }

    static fromWebContents(contents: unknown): StandInWindow | null {
      return windows.find(({ webContents }) => webContents === contents) ?? null
    }
  }

  const utilityProcess = {
    fork(program: string, args: readonly string[] = []) {
      const started = new StandInUtilityProcess(program, args)
      utilityProcesses.push(started)
      return started
    },
  }

  return {
    app,
    BrowserWindow,
    dialog: new StandInDialog(),
    ipcMain,
    ...createNotifications(),
    powerMonitor: new StandInPowerMonitor(),
    powerSaveBlocker: new StandInPowerSaveBlocker(),
    MessageChannelMain: StandInChannel,
    protocol,
    safeStorage,
    shell: new StandInShell(),
    session: { defaultSession: new StandInSession() },
    utilityProcess,
    /** For tests: every utility process that was started, oldest first. */
    utilityProcesses,
  }
}

export type StandIn = ReturnType<typeof createStandIn>
