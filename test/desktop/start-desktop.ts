import { createRequire } from 'node:module'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMunimentClient, type MunimentClient } from '@muniment/sdk'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { buildDesktop } from './build-desktop.ts'
import type { StandIn } from './electron-stand-in/stand-in.ts'
import type * as StartApp from './electron-stand-in/start-app.ts'

const require = createRequire(import.meta.url)
const {
  nativeImport,
}: { nativeImport: (address: string) => Promise<unknown> } = require('./electron-stand-in/native-import.cjs')
const standInFolder = new URL('./electron-stand-in/', import.meta.url)

export interface StartDesktopOptions {
  readonly browser: Browser
  readonly userData: string
  readonly system?: BrowserContextOptions
  /** What the operating system has for a keystore. */
  readonly keystore?: 'open' | 'locked' | 'missing'
  /** Where the test begins: at an address within the page, or where the app begins by itself. Default: the tasks. */
  readonly at?: `#/${string}` | 'its beginning'
}

/** Builds the desktop app if it changed, and starts it on the stand-in for Electron. */
export async function startDesktop({ at = '#/tasks', ...options }: StartDesktopOptions): Promise<StartApp.RunningApp> {
  const main = await buildDesktop()
  const module = (await nativeImport(new URL('start-app.ts', standInFolder).href)) as typeof StartApp
  const app = await module.startApp({ system: { locale: 'en-GB' }, ...options, main })
  if (at !== 'its beginning') await app.window.page.evaluate((hash) => void (location.hash = hash), at)
  return app
}

/** A client of the running app's engine, beside the one of its page. */
export function connectToEngineOf({ utilityProcesses, MessageChannelMain }: StandIn): MunimentClient {
  const engine = utilityProcesses.at(-1)
  if (!engine) throw new Error('The app has no engine yet.')
  const { port1, port2 } = new MessageChannelMain()
  engine.postMessage({ kind: 'serve' }, [port1])
  return createMunimentClient({
    port: {
      post: (message) => port2.postMessage(message),
      listen(onMessage, onClose) {
        port2.on('message', ({ data }: { data: unknown }) => onMessage(data))
        port2.on('close', onClose)
        port2.start()
      },
    },
  })
}

/** A folder for one test. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'muniment-desktop-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
