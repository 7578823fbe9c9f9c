import { ArchivingError } from '../../errors/index.ts'
import { AdaptiveLimit } from './adaptive-limit.ts'

/** A place among the requests under way. */
export interface Turn {
  /** The head of an answer is here. Told once; later calls do nothing. */
  answered(): void
  /** The request failed. A site that is overloaded is asked less from now on. */
  failed(error: unknown): void
  /** Gives the place back. Calling it again does nothing. */
  leave(): void
}

/** What wants a place. */
export interface TurnRequest {
  /** Web service function or page: how long answers take is compared with others to the same. */
  readonly about: string
  /** Files keep their place for as long as they take. They never take the last one, so that questions get through. */
  readonly isFile?: boolean
  readonly signal: AbortSignal
}

/**
 * Lets as many requests run at once as the site serves well (see {@link AdaptiveLimit}); those who wait get their turn
 * in the order in which they came.
 */
export interface RequestLimiter {
  /** How many may run at once now. */
  readonly limit: number
  /** @throws `aborted` if the signal is aborted before it is one's turn. */
  enter(request: TurnRequest): Promise<Turn>
}

export interface RequestLimiterOptions {
  /** Never more at once than this; beside it one question may run while files hold all places. */
  readonly highest: number
  /** Milliseconds since some moment. */
  readonly now: () => number
}

export function createRequestLimiter({ highest, now }: RequestLimiterOptions): RequestLimiter {
  const adaptive = new AdaptiveLimit(highest)
  const waiting = new Set<Waiting>()
  const running = { questions: 0, files: 0 }

  const hasRoomFor = (isFile: boolean): boolean => {
    const total = running.questions + running.files
    if (isFile) return total < adaptive.current && running.files < Math.max(1, adaptive.current - 1)
    return total < adaptive.current || running.questions === 0
  }

  const start = ({ about, isFile = false }: TurnRequest): Turn => {
    const kind = isFile ? 'files' : 'questions'
    running[kind]++
    const sentAtMs = now()
    const underWay = running.questions + running.files
    let isAnswered = false
    let hasLeft = false
    return {
      answered() {
        if (isAnswered) return
        isAnswered = true
        const nowMs = now()
        adaptive.answered({ about, sentAtMs, latencyMs: nowMs - sentAtMs, underWay }, nowMs)
        startThoseWithRoom()
      },
      failed(error) {
        if (tellsOverload(error)) adaptive.overloaded(sentAtMs, now())
      },
      leave() {
        if (hasLeft) return
        hasLeft = true
        running[kind]--
        startThoseWithRoom()
      },
    }
  }

  function startThoseWithRoom(): void {
    for (const next of waiting) if (hasRoomFor(next.isFile)) next.start()
  }

  return {
    get limit() {
      return adaptive.current
    },
    enter(request) {
      const { signal, isFile = false } = request
      if (signal.aborted) return Promise.reject(abortedError(signal))
      const isFirst = !waiting.values().some((other) => other.isFile === isFile)
      if (isFirst && hasRoomFor(isFile)) return Promise.resolve(start(request))
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          waiting.delete(entry)
          reject(abortedError(signal))
        }
        const entry: Waiting = {
          isFile,
          start() {
            waiting.delete(entry)
            signal.removeEventListener('abort', giveUp)
            resolve(start(request))
          },
        }
        waiting.add(entry)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
  }
}

interface Waiting {
  readonly isFile: boolean
  readonly start: () => void
}

/** Answers by which a site, or a gateway before it, says that it has too much to do; and silence. */
function tellsOverload(error: unknown): boolean {
  if (!(error instanceof ArchivingError)) return false
  return error.code === 'source_rate_limited' || error.code === 'timed_out' || error.details['status'] === 503
}

/** The error of work that an abort signal ended. */
export function abortedError(signal: AbortSignal): ArchivingError {
  return new ArchivingError('aborted', 'Reading from the site was aborted.', { cause: signal.reason })
}
