import { parseDeepLink } from '../security/deep-link.ts'

export interface BrowserSignInsOptions {
  /** Opens an address in the system's browser. */
  readonly openInBrowser: (address: string) => Promise<void>
  readonly nowMs: () => number
  /** Told why something was not done; never what it was. */
  readonly log: (message: string) => void
}

/** Hand-overs that are let through while one sign-in waits: who sends more is not a browser that came back. */
const mostHandOvers = 20

const launchPage = '/admin/tool/mobile/launch.php'

/**
 * Sign-ins that go on in the system's browser. Only what the engine itself has begun is opened there, and what comes back
 * is let through only while one of those is waited for. Whether it is worth anything, the engine tells.
 */
export class BrowserSignIns {
  readonly #options: BrowserSignInsOptions
  /** When they end, by the address where they begin. */
  readonly #begun = new Map<string, number>()
  #waitsUntilMs = 0
  #handOvers = 0

  constructor(options: BrowserSignInsOptions) {
    this.#options = options
  }

  /** The engine has begun a sign-in. */
  begun(launchUrl: string, expiresAtMs: number): void {
    const nowMs = this.#options.nowMs()
    for (const [address, endsAtMs] of this.#begun) if (endsAtMs < nowMs) this.#begun.delete(address)
    if (isLaunchPage(launchUrl)) this.#begun.set(launchUrl, expiresAtMs)
    else this.#options.log('The engine began a sign-in at an address that is none. It will not be opened.')
  }

  /** Opens a sign-in in the browser. @returns false if the engine has not begun it, or it has ended. */
  async open(launchUrl: string): Promise<boolean> {
    const expiresAtMs = this.#begun.get(launchUrl) ?? 0
    if (expiresAtMs < this.#options.nowMs()) {
      this.#options.log('A page wanted to open an address in the browser that no sign-in was begun at.')
      return false
    }
    this.#waitsUntilMs = Math.max(this.#waitsUntilMs, expiresAtMs)
    this.#handOvers = 0
    await this.#options.openInBrowser(launchUrl)
    return true
  }

  /** Looks at an address that somebody had the app opened with. @returns it, if it can be what is waited for */
  receive(address: unknown): string | undefined {
    const { log, nowMs } = this.#options
    const handOver = parseDeepLink(address)
    if (handOver === undefined) log('The app was opened with an address that it does not know. It was ignored.')
    else if (this.#waitsUntilMs < nowMs()) log('A sign-in came from a browser, but none is waited for. It was ignored.')
    else if (this.#handOvers >= mostHandOvers) log('Too many sign-ins came from a browser. This one was ignored.')
    else {
      this.#handOvers += 1
      return handOver
    }
    return undefined
  }
}

function isLaunchPage(address: string): boolean {
  const url = URL.parse(address)
  if (!url || !/^https?:$/u.test(url.protocol)) return false
  return url.username === '' && url.password === '' && url.hash === '' && url.pathname.endsWith(launchPage)
}
