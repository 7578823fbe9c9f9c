import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron'
import type { Question } from '../../shared/ipc-contract.ts'
import { trustedSender } from '../security/trusted-sender.ts'

/** Who asks. */
export interface Asker {
  readonly frame: WebFrameMain
  readonly event: IpcMainInvokeEvent
}

/**
 * Answers one of the questions of windows. What comes from another page or frame, or is not of the contract, is refused
 * here; so is an answer that is not.
 *
 * @param pages prefixes of the addresses of our own pages
 */
export function answerQuestion<Asked, Answered>(
  pages: readonly string[],
  { channel, isAsked, isAnswered }: Question<Asked, Answered>,
  work: (asked: Asked, asker: Asker) => Promise<Answered> | Answered,
): void {
  ipcMain.handle(channel, async (event: IpcMainInvokeEvent, asked: unknown) => {
    const frame = trustedSender(event, pages)
    if (!frame || !isAsked(asked)) throw new Error(`${channel} was refused.`)
    const answered = await work(asked, { frame, event })
    if (!isAnswered(answered)) throw new Error(`${channel} has no such answer.`)
    return answered
  })
}
