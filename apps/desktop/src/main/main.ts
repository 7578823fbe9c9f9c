import { join } from 'node:path'
import process from 'node:process'
import { app, BrowserWindow, session } from 'electron'
import { developmentPage } from './environment.ts'
import { registerArchiveIpc } from './ipc/register-archive-ipc.ts'
import { registerIpc } from './ipc/register-ipc.ts'
import { appPage } from './security/app-files.ts'
import { registerSchemes, serveAppFrom } from './security/app-protocol.ts'
import { serveArchives } from './security/archive-protocol.ts'
import { denyNavigation } from './security/navigation-policy.ts'
import { denyPermissions } from './security/session-policy.ts'
import { EngineProcess } from './services/engine-process.ts'
import { OwnClient } from './services/own-client.ts'
import { createWindow } from './windows/create-window.ts'

/** Puts the parts of the app together. Each part is used here once and knows nothing of the others. */
async function start(): Promise<void> {
  const page = (app.isPackaged ? undefined : developmentPage()) ?? appPage
  const engine = new EngineProcess({
    program: join(import.meta.dirname, 'utility.js'),
    dataFolder: join(app.getPath('userData'), 'library'),
  })
  denyNavigation(app)
  const ownClient = new OwnClient(engine)
  const pages = [new URL('.', page).href]
  registerIpc(engine, pages)
  registerArchiveIpc(ownClient, pages)
  closeWell(engine)
  await app.whenReady()
  denyPermissions(session.defaultSession)
  serveAppFrom(join(import.meta.dirname, '../renderer'))
  serveArchives(ownClient)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void createWindow(page)
  })
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus())
  await createWindow(page)
}

/** Quits only after the engine has stopped. On macOS an app goes on without windows, and so do its tasks. */
function closeWell(engine: EngineProcess): void {
  let stopped = false
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void engine.stop().then(() => {
      stopped = true
      app.quit()
    })
  })
}

app.enableSandbox()
registerSchemes()
// Two engines on one data folder would only get in each other's way.
if (app.requestSingleInstanceLock()) void start()
else app.quit()
