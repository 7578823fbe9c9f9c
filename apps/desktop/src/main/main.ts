import { join } from 'node:path'
import process from 'node:process'
import { app, BrowserWindow, session, shell } from 'electron'
import { developmentPage } from './environment.ts'
import { registerArchiveIpc } from './ipc/register-archive-ipc.ts'
import { registerIpc } from './ipc/register-ipc.ts'
import { appPage } from './security/app-files.ts'
import { registerSchemes, serveAppFrom } from './security/app-protocol.ts'
import { serveArchives } from './security/archive-protocol.ts'
import { deepLinkScheme, findDeepLink } from './security/deep-link.ts'
import { denyNavigation } from './security/navigation-policy.ts'
import { denyPermissions } from './security/session-policy.ts'
import { BrowserSignIns } from './services/browser-sign-ins.ts'
import { EngineProcess } from './services/engine-process.ts'
import { HandOvers } from './services/hand-overs.ts'
import { OwnClient } from './services/own-client.ts'
import { askKeystore } from './services/system-keystore.ts'
import { createWindow } from './windows/create-window.ts'

/** Puts the parts of the app together. Each part is used here once and knows nothing of the others. */
async function start(): Promise<void> {
  const page = (app.isPackaged ? undefined : developmentPage()) ?? appPage
  const signIns = new BrowserSignIns({
    openInBrowser: (address) => shell.openExternal(address),
    nowMs: () => Date.now(),
    log: (message) => void process.stderr.write(`${message}\n`),
  })
  const handOvers = new HandOvers()
  const engine = new EngineProcess({
    program: join(import.meta.dirname, 'utility.js'),
    dataFolder: join(app.getPath('userData'), 'library'),
    askKeystore,
    onBrowserSignIn: (launchUrl, expiresAtMs) => signIns.begun(launchUrl, expiresAtMs),
  })
  denyNavigation(app)
  const ownClient = new OwnClient(engine)
  const pages = [new URL('.', page).href]
  registerIpc({ engine, signIns, handOvers, pages })
  registerArchiveIpc(ownClient, pages)
  closeWell(engine)
  const show = () => void showWindow(page)
  receiveDeepLinks((address) => {
    const handOver = signIns.receive(address)
    if (handOver === undefined) return
    handOvers.deliver(handOver)
    show()
  })
  await app.whenReady()
  denyPermissions(session.defaultSession)
  serveAppFrom(join(import.meta.dirname, '../renderer'))
  serveArchives(ownClient)
  app.on('activate', show)
  app.on('second-instance', show)
  app.on('browser-window-created', (_event, window) => window.once('closed', () => handOvers.unlisten()))
  await createWindow(page)
}

/** Brings the window to the front, and makes one if there is none. */
async function showWindow(page: string): Promise<void> {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) await createWindow(page)
  else if (window.isMinimized()) window.restore()
  else window.focus()
}

/** Addresses of our scheme come by an event on macOS, and by the command line of another start of us elsewhere. */
function receiveDeepLinks(receive: (address: string) => void): void {
  const receiveFrom = (commandLine: readonly string[]): void => {
    const address = findDeepLink(commandLine)
    if (address !== undefined) receive(address)
  }
  // A development build would be registered as plain Electron.
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
  app.on('open-url', (event, address) => {
    event.preventDefault()
    receive(address)
  })
  app.on('second-instance', (_event, commandLine) => receiveFrom(commandLine))
  receiveFrom(process.argv)
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
