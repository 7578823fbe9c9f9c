/** Second tries that a site always has in store. */
const reserve = 20
/** What each request that worked adds. */
const perSuccess = 0.2

/**
 * How many second tries a site is worth: one for every five requests that work, and a reserve. While little fails, every
 * failure is tried again at once; while everything fails, each request is sent once, and whoever asked plans the next
 * try. So tries of requests and tries of items never multiply.
 */
export class RetryBudget {
  #left = reserve

  /** A request worked. */
  worked(): void {
    this.#left = Math.min(reserve, this.#left + perSuccess)
  }

  /** Takes one second try out of the budget; false if it is spent. */
  spend(): boolean {
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
