import { join } from 'node:path'
import process from 'node:process'
import { app, BrowserWindow, powerMonitor, session, shell } from 'electron'
import { news } from '../shared/ipc-contract.ts'
import { developmentPage } from './environment.ts'
import { registerArchiveIpc } from './ipc/register-archive-ipc.ts'
import { registerIpc } from './ipc/register-ipc.ts'
import { Language } from './language/language.ts'
import { spokenLanguageOf } from './language/main-words.ts'
import { appPage } from './security/app-files.ts'
import { registerSchemes, serveAppFrom } from './security/app-protocol.ts'
import { serveArchives } from './security/archive-protocol.ts'
import { namesBackup } from './security/backup-files.ts'
import { deepLinkScheme, findDeepLink } from './security/deep-link.ts'
import { denyNavigation } from './security/navigation-policy.ts'
import { denyPermissions } from './security/session-policy.ts'
import { BrowserSignIns } from './services/browser-sign-ins.ts'
import { CrashReports, type ProgramFacts } from './services/crash-reports.ts'
import { EngineProcess } from './services/engine-process.ts'
import { HandOvers } from './services/hand-overs.ts'
import { OwnClient } from './services/own-client.ts'
import { quitWell } from './services/quit-well.ts'
import { askKeystore } from './services/system-keystore.ts'
import { TaskNews } from './services/task-news.ts'
import { WorkDisplay } from './services/work-display.ts'
import { createWindow } from './windows/create-window.ts'
import { followWindows } from './windows/follow-windows.ts'

/** Puts the parts of the app together. Each part is used here once and knows nothing of the others. */
async function start(): Promise<void> {
  const page = (app.isPackaged ? undefined : developmentPage()) ?? appPage
  const signIns = new BrowserSignIns({
    openInBrowser: (address) => shell.openExternal(address),
    nowMs: () => Date.now(),
    log: (message) => void process.stderr.write(`${message}\n`),
  })
  const handOvers = new HandOvers()
  const language = new Language()
  const display = new WorkDisplay()
  const crashReports = new CrashReports({
    folder: join(app.getPath('userData'), 'crash-reports'),
    program: programFacts(),
    now: () => new Date(),
  })
  const taskNews = new TaskNews({
    words: () => language.words,
    onWanted: (taskId) =>
      void showWindow(page).then((window) => window.webContents.send(news.showTask.channel, taskId)),
  })
  const engine = new EngineProcess({
    program: join(import.meta.dirname, 'utility.js'),
    dataFolder: join(app.getPath('userData'), 'library'),
    askKeystore,
    onBrowserSignIn: (launchUrl, expiresAtMs) => signIns.begun(launchUrl, expiresAtMs),
    onWork: (work) => display.show(work),
    onTaskEnded: (ending) => taskNews.tell(ending),
    onCrashed: (exitCode, fault) => {
      void crashReports.keep({ part: 'engine', reason: `exit code ${exitCode}`, fault })
      // A page that is open asks for another one anyway.
      if (display.tasks > 0) engine.goOn()
      display.clear()
    },
  })
  denyNavigation(app)
  const ownClient = new OwnClient(engine)
  const pages = [new URL('.', page).href]
  registerIpc({ engine, signIns, handOvers, crashReports, language, pages })
  registerArchiveIpc(ownClient, pages)
  quitWell({ tasks: () => display.tasks, words: () => language.words, stop: () => engine.stop() })
  followWindows({ display, taskNews, crashReports })
  const show = () => void showWindow(page)
  receiveDeepLinks((address) => {
    const handOver = signIns.receive(address)
    if (handOver === undefined) return
    handOvers.deliver(handOver)
    show()
  })
  const isBackupWanted = receiveBackups(
    () => void showWindow(page).then((window) => window.webContents.send(news.showBackups.channel)),
  )
  await app.whenReady()
  language.speak(spokenLanguageOf(app.getPreferredSystemLanguages()))
  powerMonitor.on('resume', () => engine.wokeUp())
  denyPermissions(session.defaultSession)
  serveAppFrom(join(import.meta.dirname, '../renderer'))
  serveArchives(ownClient)
  app.on('activate', show)
  app.on('second-instance', show)
  app.on('browser-window-created', (_event, window) => window.once('closed', () => handOvers.unlisten()))
  await createWindow(isBackupWanted() ? `${page}#/welcome/backup` : page)
}

/** Brings the window to the front, and makes one if there is none. */
async function showWindow(page: string): Promise<BrowserWindow> {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return await createWindow(page)
  if (window.isMinimized()) window.restore()
  else window.focus()
  return window
}

function programFacts(): ProgramFacts {
  const electronVersion = process.versions['electron'] ?? ''
  return { version: app.getVersion(), electronVersion, platform: process.platform, architecture: process.arch }
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

/**
 * Files that belong to us come by an event on macOS, and by the command line elsewhere.
 *
 * @returns whether one came before there was a window
 */
function receiveBackups(show: () => void): () => boolean {
  let isWanted = namesBackup(process.argv)
  app.on('open-file', (event) => {
    event.preventDefault()
    if (app.isReady()) show()
    else isWanted = true
  })
  app.on('second-instance', (_event, commandLine) => {
    if (namesBackup(commandLine)) show()
  })
  return () => isWanted
}

app.enableSandbox()
registerSchemes()
// Two engines on one data folder would only get in each other's way.
if (app.requestSingleInstanceLock()) void start()
else app.quit()
