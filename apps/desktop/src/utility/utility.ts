import process from 'node:process'
import { ArchivingError, createCore, type Core } from '@muniment/core'
import { driverFoldersFor, fromElectronPort, packageVersion, readKeyOfApp, serveMessagePort } from '@muniment/server'
import { isEngineRequest, type EngineFailure, type EngineReport, type KeyDecision } from '../shared/engine-messages.ts'
import { describeFault } from '../shared/describe-fault.ts'
import { desktopRequester } from '../shared/desktop-requester.ts'
import { MainProcessKeystore } from './main-process-keystore.ts'
import { keepWatching } from './watch-work.ts'

const keystore = new MainProcessKeystore((id, question) => report({ kind: 'keystore', id, question }))

/**
 * The engine: core and router in a process of their own, so that a long task never makes a window stutter. It is reached
 * by message ports alone and opens no network port.
 */
async function openEngine(dataFolder: string, decision: KeyDecision): Promise<Core> {
  const isLost = decision === 'begin-anew'
  const secretKey = await readKeyOfApp({
    dataFolder,
    platform: process.platform,
    keystore,
    mayKeepInFile: decision === 'keep-in-file',
    isLost,
  })
  const core = await createCore({
    dataFolder,
    secretKey,
    secretKeyIsLost: isLost,
    version: packageVersion(),
    driverFolders: driverFoldersFor([], {}, dataFolder),
    onBrowserSignIn: ({ launchUrl, expiresAt }) =>
      report({ kind: 'browser-sign-in', launchUrl, expiresAtMs: expiresAt.getTime() }),
  })
  await core.start()
  return core
}

function report(message: EngineReport): void {
  process.parentPort.postMessage(message)
}

function toFailure(error: unknown): EngineFailure {
  const reason = error instanceof ArchivingError ? error.details['reason'] : undefined
  const message = error instanceof Error ? error.message : String(error)
  return { reason: typeof reason === 'string' ? reason : 'other', message }
}

function run(dataFolder: string): void {
  const served = new Set<AsyncDisposable>()
  const stopping = new AbortController()
  const { promise: opening, resolve: open } = Promise.withResolvers<Core>()
  opening.then(
    (core) => {
      report({ kind: 'ready' })
      void keepWatching(core, report, stopping.signal)
    },
    (error: unknown) => report({ kind: 'failed', ...toFailure(error) }),
  )

  process.parentPort.on('message', ({ data, ports }) => {
    if (!isEngineRequest(data)) return
    if (data.kind === 'start') open(openEngine(dataFolder, data.key))
    else if (data.kind === 'keystore-answer') keystore.receive(data.id, data.answer)
    else if (data.kind === 'stop') void stop()
    else if (data.kind === 'woken') void opening.then((core) => core.afterSleep())
    else for (const port of ports) void serve(port)
  })

  async function serve(port: Electron.MessagePortMain): Promise<void> {
    const core = await opening.catch(() => undefined)
    // Without a core the main process, which has been told, ends this process.
    if (!core) return
    const serving = serveMessagePort(fromElectronPort(port), core, { requestedBy: desktopRequester })
    served.add(serving)
    port.once('close', () => served.delete(serving))
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await Promise.all([...served].map((serving) => serving[Symbol.asyncDispose]()))
    const core = await opening.catch(() => undefined)
    await core?.[Symbol.asyncDispose]()
    process.exit(0)
  }
}

/** Long enough for the last message to arrive. */
const lastWordsMs = 200

/** What nobody caught: the process is in a state that nobody knows. What was done is kept; the next start goes on. */
function crash(error: unknown): void {
  report({ kind: 'crashed', fault: describeFault(error) })
  setTimeout(() => process.exit(1), lastWordsMs)
}

process.on('uncaughtException', crash)
run(process.argv[2] ?? '')
