import { ipcMain, type WebFrameMain } from 'electron'
import { channels, news, questions, type ConnectionAnswer } from '../../shared/ipc-contract.ts'
import { trustedSender } from '../security/trusted-sender.ts'
import type { BrowserSignIns } from '../services/browser-sign-ins.ts'
import type { Language } from '../language/language.ts'
import type { CrashReports } from '../services/crash-reports.ts'
import type { EngineProcess } from '../services/engine-process.ts'
import type { HandOvers } from '../services/hand-overs.ts'
import { answerQuestion } from './answer-question.ts'

/** What windows can reach. */
export interface IpcServices {
  readonly engine: EngineProcess
  readonly signIns: BrowserSignIns
  readonly handOvers: HandOvers
  readonly crashReports: CrashReports
  readonly language: Language
  /** Prefixes of the addresses of our own pages. */
  readonly pages: readonly string[]
}

/** Answers what windows ask. Whatever comes from another page or frame, or is not of the contract, is refused here. */
export function registerIpc(services: IpcServices): void {
  const { engine, signIns, handOvers, crashReports, language, pages } = services
  ipcMain.on(channels.connect, (event) => {
    const frame = trustedSender(event, pages)
    if (!frame) return
    const port = engine.connect((failure) => tell(frame, channels.connection, { status: 'failed', ...failure }))
    frame.postMessage(channels.connection, { status: 'connected' } satisfies ConnectionAnswer, [port])
  })
  answerQuestion(pages, questions.openSignIn, (launchUrl) => signIns.open(launchUrl))
  answerQuestion(pages, questions.decideAboutKey, (decision) => {
    engine.decideAboutKey(decision)
    return undefined
  })
  answerQuestion(pages, questions.listCrashReports, () => crashReports.list())
  answerQuestion(pages, questions.speakLanguage, (chosen) => {
    language.speak(chosen)
    return undefined
  })
  answerQuestion(pages, questions.awaitHandOvers, (_nothing, { frame }) => {
    handOvers.listen((handOver) => tell(frame, news.handOver.channel, handOver))
    return undefined
  })
}

/** The window may have been closed in the meantime. */
function tell(frame: WebFrameMain, channel: string, message: ConnectionAnswer | string): void {
  if (!frame.isDestroyed()) frame.postMessage(channel, message)
}
