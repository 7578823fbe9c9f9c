import { ipcMain, type WebFrameMain } from 'electron'
import { channels, type ConnectionAnswer } from '../../shared/ipc-contract.ts'
import { trustedSender } from '../security/trusted-sender.ts'
import type { EngineProcess } from '../services/engine-process.ts'

/** Answers the one question of {@link channels}: gives each page that asks a port to the engine. */
export function registerIpc(engine: EngineProcess, pages: readonly string[]): void {
  ipcMain.on(channels.connect, (event) => {
    const frame = trustedSender(event, pages)
    if (!frame) return
    const port = engine.connect((message) => tell(frame, { status: 'failed', message }))
    frame.postMessage(channels.connection, { status: 'connected' } satisfies ConnectionAnswer, [port])
  })
}

/** The window may have been closed in the meantime. */
function tell(frame: WebFrameMain, answer: ConnectionAnswer): void {
  if (!frame.isDestroyed()) frame.postMessage(channels.connection, answer)
}
