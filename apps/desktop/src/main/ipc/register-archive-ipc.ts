import { BrowserWindow } from 'electron'
import { questions } from '../../shared/ipc-contract.ts'
import { exportArchive, revealArchive, saveArchiveFile } from '../services/archive-copies.ts'
import type { OwnClient } from '../services/own-client.ts'
import { answerQuestion, type Asker } from './answer-question.ts'

/** Answers what windows ask about archives, as far as only the main process can. */
export function registerArchiveIpc(client: OwnClient, pages: readonly string[]): void {
  answerQuestion(pages, questions.exportArchive, (asked, asker) => exportArchive(client.get(), asked, windowOf(asker)))
  answerQuestion(pages, questions.saveArchiveFile, (asked, asker) =>
    saveArchiveFile(client.get(), asked, windowOf(asker)),
  )
  answerQuestion(pages, questions.revealArchive, (asked) => revealArchive(client.get(), asked))
}

/** Dialogs belong to the window that asks. */
function windowOf({ event }: Asker): BrowserWindow {
  const window = BrowserWindow.fromWebContents(event.sender)
  if (!window) throw new Error('The window is gone.')
  return window
}
