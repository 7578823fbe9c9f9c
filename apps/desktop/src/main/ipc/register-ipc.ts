import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebFrameMain } from 'electron'
import { channels, news, questions, type ConnectionAnswer, type Question } from '../../shared/ipc-contract.ts'
import { trustedSender } from '../security/trusted-sender.ts'
import type { BrowserSignIns } from '../services/browser-sign-ins.ts'
import type { EngineProcess } from '../services/engine-process.ts'
import type { HandOvers } from '../services/hand-overs.ts'

/** What windows can reach. */
export interface IpcServices {
  readonly engine: EngineProcess
  readonly signIns: BrowserSignIns
  readonly handOvers: HandOvers
  /** Prefixes of the addresses of our own pages. */
  readonly pages: readonly string[]
}

/** Answers what windows ask. Whatever comes from another page or frame, or is not of the contract, is refused here. */
export function registerIpc({ engine, signIns, handOvers, pages }: IpcServices): void {
  ipcMain.on(channels.connect, (event) => {
    const frame = trustedSender(event, pages)
    if (!frame) return
    const port = engine.connect((failure) => tell(frame, channels.connection, { status: 'failed', ...failure }))
    frame.postMessage(channels.connection, { status: 'connected' } satisfies ConnectionAnswer, [port])
  })
  answer(pages, questions.openSignIn, (launchUrl) => signIns.open(launchUrl))
  answer(pages, questions.decideAboutKey, (decision) => {
    engine.decideAboutKey(decision)
    return undefined
  })
  answer(pages, questions.awaitHandOvers, (_nothing, frame) => {
    handOvers.listen((handOver) => tell(frame, news.handOver.channel, handOver))
    return undefined
  })
}

type Answerer<Asked, Answered> = (asked: Asked, frame: WebFrameMain) => Promise<Answered> | Answered

function answer<Asked, Answered>(
  pages: readonly string[],
  { channel, isAsked, isAnswered }: Question<Asked, Answered>,
  work: Answerer<Asked, Answered>,
): void {
  ipcMain.handle(channel, async (event: IpcMainEvent | IpcMainInvokeEvent, asked: unknown) => {
    const frame = trustedSender(event, pages)
    if (!frame || !isAsked(asked)) throw new Error(`${channel} was refused.`)
    const answered = await work(asked, frame)
    if (!isAnswered(answered)) throw new Error(`${channel} has no such answer.`)
    return answered
  })
}

/** The window may have been closed in the meantime. */
function tell(frame: WebFrameMain, channel: string, message: ConnectionAnswer | string): void {
  if (!frame.isDestroyed()) frame.postMessage(channel, message)
}
