import { ArchivingError } from '../../errors/index.ts'

/** Gives back the turn that {@link RequestLimiter.enter} gave. Calling it again does nothing. */
export type Leave = () => void

/** Lets a limited number of requests run at once; those who wait get their turn in the order in which they came. */
export interface RequestLimiter {
  /** @throws `aborted` if the signal is aborted before it is one's turn. */
  enter(signal: AbortSignal): Promise<Leave>
}

export function createRequestLimiter(maxParallel: number): RequestLimiter {
  const waiting = new Set<() => void>()
  let running = 0

  const leaveOnce = (): Leave => {
    let left = false
    return () => {
      if (left) return
      left = true
      running--
      const [next] = waiting
      if (next) next()
    }
  }

  return {
    enter(signal) {
      if (signal.aborted) return Promise.reject(abortedError(signal))
      if (running < maxParallel && waiting.size === 0) {
        running++
        return Promise.resolve(leaveOnce())
      }
      return new Promise((resolve, reject) => {
        const start = (): void => {
          waiting.delete(start)
          signal.removeEventListener('abort', giveUp)
          running++
          resolve(leaveOnce())
        }
        const giveUp = (): void => {
          waiting.delete(start)
          reject(abortedError(signal))
        }
        waiting.add(start)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
  }
}

/** The error of work that an abort signal ended. */
export function abortedError(signal: AbortSignal): ArchivingError {
  return new ArchivingError('aborted', 'Reading from the site was aborted.', { cause: signal.reason })
}
