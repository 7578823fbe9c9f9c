import { contextBridge, ipcRenderer } from 'electron'
import {
  bridgeName,
  channels,
  isConnectionAnswer,
  news,
  questions,
  type ConnectionMessage,
  type DesktopBridge,
  type News,
  type Question,
} from '../shared/ipc-contract.ts'

const bridge: DesktopBridge = {
  connect: () => ipcRenderer.send(channels.connect),
  openSignIn: (launchUrl) => ask(questions.openSignIn, launchUrl),
  decideAboutKey: (decision) => ask(questions.decideAboutKey, decision),
  speakLanguage: (language) => ask(questions.speakLanguage, language),
  listCrashReports: () => ask(questions.listCrashReports, undefined),
  awaitHandOvers: () => ask(questions.awaitHandOvers, undefined),
  onHandOver: (listener) => hear(news.handOver, listener),
  onShowBackups: (listener) => hear(news.showBackups, listener),
  onShowTask: (listener) => hear(news.showTask, listener),
  exportArchive: (archiveId) => ask(questions.exportArchive, { archiveId }),
  saveArchiveFile: (archiveId, path) => ask(questions.saveArchiveFile, { archiveId, path }),
  revealArchive: (archiveId) => ask(questions.revealArchive, { archiveId }),
}
contextBridge.exposeInMainWorld(bridgeName, bridge)

// A port cannot cross the bridge, but it can be posted to the page; `/` keeps it within the page's own origin.
ipcRenderer.on(channels.connection, ({ ports }, answer: unknown) => {
  if (!isConnectionAnswer(answer)) return
  const message: ConnectionMessage = { kind: channels.connection, answer }
  window.postMessage(message, '/', ports)
})

async function ask<Asked, Answered>(
  { channel, isAsked, isAnswered }: Question<Asked, Answered>,
  asked: Asked,
): Promise<Answered> {
  if (!isAsked(asked)) throw new TypeError(`This is not what can be asked by ${channel}.`)
  const answered: unknown = await ipcRenderer.invoke(channel, asked)
  if (isAnswered(answered)) return answered
  throw new TypeError(`This is not an answer to ${channel}.`)
}

function hear<Told>({ channel, isTold }: News<Told>, listener: (told: Told) => void): () => void {
  const onTold = (_event: unknown, told: unknown): void => {
    if (isTold(told)) listener(told)
  }
  ipcRenderer.on(channel, onTold)
  return () => void ipcRenderer.off(channel, onTold)
}
