import {
  defaultMaxParallelRequests,
  defaultRetry,
  realSurroundings,
  type RetryOptions,
  type Surroundings,
} from './request-patience.ts'
import { createRequestLimiter, type RequestLimiter, type Turn, type TurnRequest } from './request-limiter.ts'
import { RetryBudget } from './retry-budget.ts'
import { SitePause } from './site-pause.ts'

/**
 * What a site is owed by everything that reads it, and what was learnt of it: how many requests at once, when it wants
 * to be left alone, how many second tries. Shared by all connections to a site.
 */
export interface SiteManners {
  readonly limiter: RequestLimiter
  readonly pause: SitePause
  readonly budget: RetryBudget
  /**
   * A place for one request, once the site may be asked.
   *
   * @throws `aborted`; what the site said if it wants to be left alone for long.
   */
  enter(request: TurnRequest): Promise<Turn>
}

/** What {@link createSiteManners} is made from. */
export interface MannersOptions {
  /** Highest number of requests at once, open files included. Default 4. */
  readonly maxParallelRequests?: number
  readonly retry?: Partial<RetryOptions>
  readonly surroundings?: Surroundings
}

export function createSiteManners(options: MannersOptions): SiteManners {
  const surroundings = options.surroundings ?? realSurroundings
  const highest = options.maxParallelRequests ?? defaultMaxParallelRequests
  const limiter = createRequestLimiter({ highest, now: () => surroundings.now() })
  const pause = new SitePause(surroundings, { ...defaultRetry, ...options.retry })
  const budget = new RetryBudget()
  return {
    limiter,
    pause,
    budget,
    async enter(request) {
      await pause.wait(request.signal)
      let turn = await limiter.enter(request)
      if (pause.leftMs > 0) {
        // The site asked for it while this one stood in line.
        turn.leave()
        await pause.wait(request.signal)
        turn = await limiter.enter(request)
      }
      return {
        ...turn,
        failed(error) {
          pause.failed(error)
          turn.failed(error)
        },
      }
    },
  }
}

/** Does work of one request in its turn; `answered` is to be called when the head of the answer is here. */
export async function inTurn<Result>(
  manners: SiteManners,
  request: TurnRequest,
  work: (answered: () => void) => Promise<Result>,
): Promise<Result> {
  const turn = await manners.enter(request)
  try {
    const result = await work(() => turn.answered())
    manners.budget.worked()
    return result
  } catch (error) {
    turn.failed(error)
    throw error
  } finally {
    turn.leave()
  }
}
