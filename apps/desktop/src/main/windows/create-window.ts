import { join } from 'node:path'
import { BrowserWindow } from 'electron'

const size = { width: 1_120, height: 760, minWidth: 480, minHeight: 400 }

/** Opens a window on a page of the app. The only place that makes windows, so that all have the same safe settings. */
export async function createWindow(page: string): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    ...size,
    title: 'Muniment',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
      webviewTag: false,
      // The browser's PDF viewer counts as one. There are no others.
      plugins: true,
    },
  })
  window.once('ready-to-show', () => window.show())
  await window.loadURL(page)
  return window
}
