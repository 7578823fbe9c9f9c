import { isCrashReport, type CrashReport } from './crash-report.ts'
import { isArchiveAsked, isArchiveFileAsked, isCopyAnswer, type CopyAnswer } from './archive-questions.ts'
import { isKeyDecision, type EngineFailure, type KeyDecision } from './engine-messages.ts'

/**
 * Everything that crosses between a window and the main process. "Connect me to the engine" is answered by a message with
 * a port, through which all else goes that the engine can answer. What only the main process can do is in
 * {@link questions}, each with one answer; what it tells by itself is in {@link news}. Every message is checked where it
 * arrives, on both sides.
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
  /** Opens the page of a sign-in that the engine has begun in the system's browser. Answers whether it was opened. */
  openSignIn: question('muniment:open-sign-in', isAddress, isYesOrNo),
  /** The key to the sign-ins has no keystore, or is lost: what the user decided. The next connection follows it. */
  decideAboutKey: question('muniment:decide-about-key', isKeyDecision, isNothing),
  /** The language in which the app speaks; the main process speaks it too. */
  speakLanguage: question('muniment:speak-language', isSpokenLanguage, isNothing),
  /** What was kept of crashes, the newest first. */
  listCrashReports: question('muniment:list-crash-reports', isNothing, areCrashReports),
  /** The page wants to hear of what browsers hand over; what came while no page was there comes then. */
  awaitHandOvers: question('muniment:await-hand-overs', isNothing, isNothing),
  /** Asks the user for a folder, copies an archive there, and reads the copy again. */
  exportArchive: question('muniment:export-archive', isArchiveAsked, isCopyAnswer),
  /** Asks the user for a place, and writes a file of an archive there. */
  saveArchiveFile: question('muniment:save-archive-file', isArchiveFileAsked, isCopyAnswer),
  /** Shows an archive in the file manager. Answers whether it is there. */
  revealArchive: question('muniment:reveal-archive', isArchiveAsked, isYesOrNo),
} as const

/** What the main process tells a window by itself. */
export interface News<Told> {
  readonly channel: string
  readonly isTold: (value: unknown) => value is Told
}

export const news = {
  /** A browser came back from a sign-in, with this address. */
  handOver: { channel: 'muniment:hand-over', isTold: isAddress },
  /** Somebody wants to see the task with this id. */
  showTask: { channel: 'muniment:show-task', isTold: isTaskId },
  /** Somebody had the app opened with a Moodle backup. */
  showBackups: { channel: 'muniment:show-backups', isTold: isNothing },
} as const satisfies Readonly<Record<string, News<string> | News<undefined>>>

/** What the main process answers to {@link channels}, and what the preload hands to the page. */
export type ConnectionAnswer =
  | { readonly status: 'connected' }
  /** The engine cannot run. */
  | ({ readonly status: 'failed' } & EngineFailure)

export function isConnectionAnswer(value: unknown): value is ConnectionAnswer {
  if (typeof value !== 'object' || value === null || !('status' in value)) return false
  if (value.status === 'connected') return true
  if (value.status !== 'failed' || !('message' in value) || !('reason' in value)) return false
  return typeof value.message === 'string' && typeof value.reason === 'string'
}

/** How the preload hands an answer to the page: as a window message, since a port cannot cross the bridge. */
export interface ConnectionMessage {
  readonly kind: typeof channels.connection
  readonly answer: ConnectionAnswer
}

/** What the page sees of the desktop, as `window.munimentDesktop`. */
export interface DesktopBridge {
  /** Asks for a connection; the answer comes as a window message, a {@link ConnectionMessage}. */
  connect(): void
  openSignIn(launchUrl: string): Promise<boolean>
  decideAboutKey(decision: KeyDecision): Promise<void>
  awaitHandOvers(): Promise<void>
  speakLanguage(language: SpokenLanguage): Promise<void>
  listCrashReports(): Promise<readonly CrashReport[]>
  /** @returns what ends the listening. */
  onHandOver(listener: (handOver: string) => void): () => void
  /** @returns what ends the listening. */
  onShowBackups(listener: () => void): () => void
  /** @returns what ends the listening. */
  onShowTask(listener: (taskId: string) => void): () => void
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

/** The languages of the app. */
export const spokenLanguages = ['en', 'de'] as const
export type SpokenLanguage = (typeof spokenLanguages)[number]

function isSpokenLanguage(value: unknown): value is SpokenLanguage {
  return spokenLanguages.some((language) => language === value)
}

function areCrashReports(value: unknown): value is readonly CrashReport[] {
  return Array.isArray(value) && value.every(isCrashReport)
}

const longestAddress = 4_000

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestAddress
}

function isTaskId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 100
}

function isYesOrNo(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isNothing(value: unknown): value is undefined {
  return value === undefined
}
