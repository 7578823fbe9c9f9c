/** One answer as {@link AdaptiveLimit} looks at it. */
export interface AnsweredRequest {
  /** What was asked: answers are compared only with others to the same. */
  readonly about: string
  /** When it was sent, in milliseconds. */
  readonly sentAtMs: number
  /** Until the head of the answer, in milliseconds. */
  readonly latencyMs: number
  /** How many requests were under way when it was sent, itself included. */
  readonly underWay: number
}

/** Where to begin: a small site is not to be startled by the first requests. */
const firstLimit = 2
/** Answers of a window, for each request that may be under way, and at least. */
const answersPerRequest = 3
const fewestAnswers = 9
/** A function with fewer answers in a window says nothing. */
const fewestOfFunction = 3
/** How much of a lasting slow-down is taken for normal from one window to the next. */
const forgetting = 0.02
/** After so many windows one is spent at half the limit, to learn again how fast an unhurried site is. */
const windowsBetweenLooks = 40
/** The first look comes early: what is known until then was learnt with several requests at once. */
const windowsBeforeFirstLook = 2
/** Calm windows that each further rise takes after the site was overloaded, at most. */
const mostPatience = 32

/**
 * How many requests at once a site serves well, found from its answers.
 *
 * As TCP Vegas does for a network: a site that serves k requests at once lets any further one wait, so that answers
 * take longer in proportion. From how much longer they take than unhurried ones, the number that wait is worked out:
 * none, and one more is tried; too many, and the limit goes down to what is served, with one that waits so that the site
 * is never idle. Unhurried is the lowest median of each function on its own, so a slow function is not taken for a slow
 * site. A site that says it is overloaded, or does not answer in time, halves the limit at once; after that it rises
 * slowly.
 *
 * Knows neither clock nor chance.
 */
export class AdaptiveLimit {
  readonly #highest: number
  #limit: number
  #window: AnsweredRequest[] = []
  #windowSinceMs = Number.NEGATIVE_INFINITY
  readonly #unhurriedMs = new Map<string, number>()
  #calmWindows = 0
  #patience = 1
  #backedOffAtMs = Number.NEGATIVE_INFINITY
  #windowsSinceLook = windowsBetweenLooks - windowsBeforeFirstLook
  /** The limit to go back to after a look at half of it. */
  #returnTo: number | undefined

  /** @param highest never exceeded. */
  constructor(highest: number) {
    this.#highest = highest
    this.#limit = Math.min(firstLimit, highest)
  }

  /** How many requests may be under way now. */
  get current(): number {
    return this.#limit
  }

  /** An answer came. */
  answered(request: AnsweredRequest, nowMs: number): void {
    // What was sent under another limit tells of that one.
    if (request.sentAtMs < this.#windowSinceMs || request.latencyMs < 0) return
    this.#window.push(request)
    if (this.#window.length >= Math.max(fewestAnswers, answersPerRequest * this.#limit)) this.#closeWindow(nowMs)
  }

  /** The site is overloaded, as a request tells that was sent then. What was sent before the last step back is old news. */
  overloaded(sentAtMs: number, nowMs: number): void {
    if (sentAtMs < this.#backedOffAtMs) return
    this.#backedOffAtMs = nowMs
    this.#patience = Math.min(mostPatience, this.#patience * 4)
    this.#returnTo = undefined
    this.#begin(Math.max(1, Math.floor(this.#limit / 2)), nowMs)
    this.#calmWindows = 0
  }

  #closeWindow(nowMs: number): void {
    const waiting = this.#waitingAtSite()
    const limit = this.#limit
    if (this.#returnTo !== undefined) {
      const before = this.#returnTo
      this.#returnTo = undefined
      this.#begin(before, nowMs)
    } else if (++this.#windowsSinceLook > windowsBetweenLooks && limit > 1) {
      this.#windowsSinceLook = 0
      this.#returnTo = limit
      this.#begin(Math.floor(limit / 2), nowMs)
    } else {
      this.#begin(waiting === undefined ? limit : this.#next(waiting), nowMs)
    }
  }

  #begin(limit: number, nowMs: number): void {
    this.#window = []
    if (limit !== this.#limit) this.#windowSinceMs = nowMs
    this.#limit = limit
  }

  #next({ count, wasUsed }: WaitingAtSite): number {
    const limit = this.#limit
    if (count > 1 + limit / 10) {
      this.#calmWindows = 0
      return Math.max(1, Math.floor(limit / 2), Math.min(limit - 1, Math.round(limit - count) + 1))
    }
    this.#calmWindows++
    const isFree = count < 0.4 + limit / 10
    if (!isFree || !wasUsed || limit >= this.#highest || this.#calmWindows < this.#patience) return limit
    this.#calmWindows = 0
    this.#patience = Math.max(1, this.#patience / 2)
    return limit + 1
  }

  /** How many of our requests waited at the site; undefined if the window does not tell. */
  #waitingAtSite(): WaitingAtSite | undefined {
    const ratios: number[] = []
    for (const [about, requests] of Map.groupBy(this.#window, (request) => request.about)) {
      if (requests.length < fewestOfFunction) continue
      const unhurriedMs = this.#learn(about, median(requests.map((request) => request.latencyMs)))
      for (const { latencyMs } of requests) ratios.push(Math.max(latencyMs, 1) / unhurriedMs)
    }
    if (ratios.length === 0) return undefined
    const underWay = this.#window.map((request) => request.underWay)
    const mean = underWay.reduce((sum, count) => sum + count, 0) / underWay.length
    const slowdown = Math.max(1, median(ratios))
    return { count: mean * (1 - 1 / slowdown), wasUsed: underWay.some((count) => count >= this.#limit) }
  }

  #learn(about: string, medianMs: number): number {
    const seenMs = Math.max(medianMs, 1)
    const known = this.#unhurriedMs.get(about) ?? seenMs
    const unhurriedMs = seenMs < known ? seenMs : known + (seenMs - known) * forgetting
    this.#unhurriedMs.set(about, unhurriedMs)
    return unhurriedMs
  }
}

interface WaitingAtSite {
  /** Of those under way, on average. */
  readonly count: number
  /** Whether as many were under way as may be: otherwise nothing is learnt of a higher limit. */
  readonly wasUsed: boolean
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
