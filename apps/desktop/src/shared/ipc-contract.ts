import { isArchiveAsked, isArchiveFileAsked, isCopyAnswer, type CopyAnswer } from './archive-questions.ts'

/**
 * Everything that crosses between a window and the main process. "Connect me to the engine" is answered by a message with
 * a port, through which all else goes that the engine can answer. What only the main process can do is in
 * {@link questions}, each with one answer. Every message is checked where it arrives, on both sides.
 */
export const channels = {
  /** Window to main process, without content. */
  connect: 'muniment:connect',
  /** Main process to window: a {@link ConnectionAnswer}, with one port if it is `connected`. */
  connection: 'muniment:connection',
} as const

/** A question of a window, and how what crosses is checked. */
export interface Question<Asked, Answered> {
  readonly channel: string
  readonly isAsked: (value: unknown) => value is Asked
  readonly isAnswered: (value: unknown) => value is Answered
}

export const questions = {
  /** Asks the user for a folder, copies an archive there, and reads the copy again. */
  exportArchive: question('muniment:export-archive', isArchiveAsked, isCopyAnswer),
  /** Asks the user for a place, and writes a file of an archive there. */
  saveArchiveFile: question('muniment:save-archive-file', isArchiveFileAsked, isCopyAnswer),
  /** Shows an archive in the file manager. Answers whether it is there. */
  revealArchive: question('muniment:reveal-archive', isArchiveAsked, isYesOrNo),
} as const

/** What the main process answers, and what the preload hands to the page. */
export type ConnectionAnswer =
  | { readonly status: 'connected' }
  /** The engine cannot run. The message is for people. */
  | { readonly status: 'failed'; readonly message: string }

/** How the preload hands an answer to the page: as a window message, since a port cannot cross the bridge. */
export interface ConnectionMessage {
  readonly kind: typeof channels.connection
  readonly answer: ConnectionAnswer
}

/** What the page sees of the desktop, as `window.munimentDesktop`. */
export interface DesktopBridge {
  /** Asks for a connection; the answer comes as a window message, a {@link ConnectionMessage}. */
  connect(): void
  exportArchive(archiveId: string): Promise<CopyAnswer>
  saveArchiveFile(archiveId: string, path: string): Promise<CopyAnswer>
  revealArchive(archiveId: string): Promise<boolean>
}

export const bridgeName = 'munimentDesktop'

function question<Asked, Answered>(
  channel: string,
  isAsked: (value: unknown) => value is Asked,
  isAnswered: (value: unknown) => value is Answered,
): Question<Asked, Answered> {
  return { channel, isAsked, isAnswered }
}

function isYesOrNo(value: unknown): value is boolean {
  return typeof value === 'boolean'
}
