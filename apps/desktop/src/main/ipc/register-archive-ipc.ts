import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { questions, type Question } from '../../shared/ipc-contract.ts'
import { trustedSender } from '../security/trusted-sender.ts'
import { exportArchive, revealArchive, saveArchiveFile } from '../services/archive-copies.ts'
import type { OwnClient } from '../services/own-client.ts'

/** Answers what windows ask about archives, as far as only the main process can. */
export function registerArchiveIpc(client: OwnClient, pages: readonly string[]): void {
  answer(questions.exportArchive, (asked, window) => exportArchive(client.get(), asked, window))
  answer(questions.saveArchiveFile, (asked, window) => saveArchiveFile(client.get(), asked, window))
  answer(questions.revealArchive, (asked) => revealArchive(client.get(), asked))

  function answer<Asked, Answered>(
    { channel, isAsked }: Question<Asked, Answered>,
    work: (asked: Asked, window: BrowserWindow) => Promise<Answered>,
  ): void {
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, asked: unknown) => {
      const window = trustedSender(event, pages) && BrowserWindow.fromWebContents(event.sender)
      if (!window || !isAsked(asked)) throw new Error(`${channel} is not answered to this.`)
      return await work(asked, window)
    })
  }
}
