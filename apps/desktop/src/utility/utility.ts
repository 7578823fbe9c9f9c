import process from 'node:process'
import { createCore, type Core } from '@muniment/core'
import { driverFoldersFor, fromElectronPort, packageVersion, readSecretKey, serveMessagePort } from '@muniment/server'
import { isEngineRequest, type EngineReport } from '../shared/engine-messages.ts'

/**
 * The engine: core and router in a process of their own, so that a long task never makes a window stutter. It is reached
 * by message ports alone and opens no network port.
 */
async function openEngine(dataFolder: string): Promise<Core> {
  const secretKey = await readSecretKey({ dataFolder, platform: process.platform })
  const driverFolders = driverFoldersFor([], {}, dataFolder)
  const core = await createCore({ dataFolder, secretKey, version: packageVersion(), driverFolders })
  await core.start()
  return core
}

function report(message: EngineReport): void {
  process.parentPort.postMessage(message)
}

function run(dataFolder: string): void {
  const served = new Set<AsyncDisposable>()
  const opening = openEngine(dataFolder)
  opening.then(
    () => report({ kind: 'ready' }),
    (error: unknown) => report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )

  process.parentPort.on('message', ({ data, ports }) => {
    if (!isEngineRequest(data)) return
    if (data.kind === 'stop') void stop()
    else for (const port of ports) void serve(port)
  })

  async function serve(port: Electron.MessagePortMain): Promise<void> {
    const core = await opening.catch(() => undefined)
    // Without a core the main process, which has been told, ends this process.
    if (!core) return
    const serving = serveMessagePort(fromElectronPort(port), core, { requestedBy: 'desktop app' })
    served.add(serving)
    port.once('close', () => served.delete(serving))
  }

  async function stop(): Promise<void> {
    await Promise.all([...served].map((serving) => serving[Symbol.asyncDispose]()))
    const core = await opening.catch(() => undefined)
    await core?.[Symbol.asyncDispose]()
    process.exit(0)
  }
}

run(process.argv[2] ?? '')
