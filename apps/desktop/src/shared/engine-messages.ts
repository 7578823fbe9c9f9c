/** What the main process tells the engine, which is the utility process. */
export type EngineRequest =
  /** Open the data folder; the first message. */
  | { readonly kind: 'start'; readonly key: KeyDecision }
  /** Serve the router over the port that comes with this message. */
  | { readonly kind: 'serve' }
  /** What the keystore says to a {@link KeystoreQuestion}. */
  | { readonly kind: 'keystore-answer'; readonly id: number; readonly answer: KeystoreAnswer }
  /** The computer slept: what was waited for may be there again. */
  | { readonly kind: 'woken' }
  /** Stop what runs where it is, close the database and exit. */
  | { readonly kind: 'stop' }

/** What the user decided about the key to their sign-ins: where there is no keystore, or the key is lost. */
export const keyDecisions = ['none', 'keep-in-file', 'begin-anew'] as const
export type KeyDecision = (typeof keyDecisions)[number]

/** What the engine tells the main process. */
export type EngineReport =
  | { readonly kind: 'ready' }
  /** Asks the operating system's keystore, which only the main process reaches. */
  | { readonly kind: 'keystore'; readonly id: number; readonly question: KeystoreQuestion }
  /** A sign-in goes on in a browser: this address may be opened there until then. */
  | { readonly kind: 'browser-sign-in'; readonly launchUrl: string; readonly expiresAtMs: number }
  /** How much there is to do. */
  | { readonly kind: 'work'; readonly work: EngineWork }
  /** A task came to an end that a person may want to hear of. */
  | { readonly kind: 'task-ended'; readonly ending: TaskEnding }
  /** Something went so wrong that the engine ends. */
  | { readonly kind: 'crashed'; readonly fault: Fault }
  /** The data folder cannot be used. */
  | ({ readonly kind: 'failed' } & EngineFailure)

/** Why the engine cannot run. */
export interface EngineFailure {
  /** `keystore_missing`, `keystore_locked`, `secret_key`, or anything else that no screen treats on its own. */
  readonly reason: string
  /** For people. */
  readonly message: string
}

/** What the engine is busy with. */
export interface EngineWork {
  /** Tasks that are waiting for their turn or being executed. */
  readonly tasks: number
  /** How much of them is done, from 0 to 1; null while nobody knows. */
  readonly share: number | null
}

export const taskEndings = ['finished', 'incomplete', 'failed', 'waits'] as const

/** How a task ended. `waits`: it is paused until a person has done something, such as signing in. */
export interface TaskEnding {
  readonly taskId: string
  readonly activityName: string
  readonly end: (typeof taskEndings)[number]
}

/** An error without its sentence, which may quote what students wrote. */
export interface Fault {
  readonly name: string
  /** Where it came from: functions and files, without folders. */
  readonly frames: readonly string[]
}

export type KeystoreQuestion =
  | { readonly ask: 'available' }
  | { readonly ask: 'seal'; readonly text: string }
  | { readonly ask: 'unseal'; readonly sealed: Uint8Array }

export type KeystoreAnswer =
  | { readonly is: 'available'; readonly available: boolean }
  | { readonly is: 'sealed'; readonly sealed: Uint8Array }
  | { readonly is: 'unsealed'; readonly text: string }
  /** Without a reason: what a keystore says may hold what it was asked. */
  | { readonly is: 'refused' }

export function isEngineRequest(value: unknown): value is EngineRequest {
  if (!isRecord(value)) return false
  switch (value['kind']) {
    case 'start':
      return isKeyDecision(value['key'])
    case 'keystore-answer':
      return typeof value['id'] === 'number' && isKeystoreAnswer(value['answer'])
    default:
      return value['kind'] === 'serve' || value['kind'] === 'woken' || value['kind'] === 'stop'
  }
}

export function isKeyDecision(value: unknown): value is KeyDecision {
  return keyDecisions.some((decision) => decision === value)
}

export function isEngineReport(value: unknown): value is EngineReport {
  if (!isRecord(value)) return false
  switch (value['kind']) {
    case 'ready':
      return true
    case 'failed':
      return typeof value['message'] === 'string' && typeof value['reason'] === 'string'
    case 'browser-sign-in':
      return typeof value['launchUrl'] === 'string' && typeof value['expiresAtMs'] === 'number'
    case 'work':
      return isWork(value['work'])
    case 'task-ended':
      return isEnding(value['ending'])
    case 'crashed':
      return isFault(value['fault'])
    default:
      return value['kind'] === 'keystore' && typeof value['id'] === 'number' && isKeystoreQuestion(value['question'])
  }
}

function isWork(value: unknown): boolean {
  return isRecord(value) && typeof value['tasks'] === 'number' && isNumberOrNull(value['share'])
}

function isEnding(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { taskId, activityName, end } = value
  return typeof taskId === 'string' && typeof activityName === 'string' && taskEndings.some((one) => one === end)
}

export function isFault(value: unknown): value is Fault {
  if (!isRecord(value)) return false
  const { name, frames } = value
  return typeof name === 'string' && Array.isArray(frames) && frames.every((frame) => typeof frame === 'string')
}

const isNumberOrNull = (value: unknown): boolean => value === null || typeof value === 'number'

function isKeystoreQuestion(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { ask, text, sealed } = value
  return ask === 'available' || (ask === 'seal' && typeof text === 'string') || (ask === 'unseal' && isBytes(sealed))
}

function isKeystoreAnswer(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { is, available, sealed, text } = value
  if (is === 'available') return typeof available === 'boolean'
  if (is === 'sealed') return isBytes(sealed)
  return is === 'refused' || (is === 'unsealed' && typeof text === 'string')
}

const isBytes = (value: unknown): boolean => value instanceof Uint8Array

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
