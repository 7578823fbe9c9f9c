import type { Route } from 'playwright-core'

type Handler = (request: Request) => Promise<Response> | Response

/**
 * `protocol`. Chromium without Electron knows no schemes of others, so a page of `scheme://host/…` is shown as
 * `https://host.scheme.test/…`, which never leaves the machine.
 */
export class StandInProtocol {
  readonly #handlers = new Map<string, Handler>()
  readonly privileged: unknown[] = []

  registerSchemesAsPrivileged(schemes: readonly unknown[]): void {
    this.privileged.push(...schemes)
  }

  handle(scheme: string, handler: Handler): void {
    this.#handlers.set(scheme, handler)
  }

  /** The address under which Chromium shows an address of the app. */
  toShown(address: string): string {
    const { protocol, host, pathname, search, hash } = new URL(address)
    const scheme = protocol.slice(0, -1)
    return this.#handlers.has(scheme) ? `https://${host}.${scheme}.test${pathname}${search}${hash}` : address
  }

  /** The address of the app that Chromium shows under an address. */
  fromShown(address: string): string {
    const url = URL.parse(address)
    const [, host, scheme = ''] = /^([^.]+)\.([^.]+)\.test$/u.exec(url?.host ?? '') ?? []
    return url && this.#handlers.has(scheme) ? `${scheme}://${host}${url.pathname}${url.search}${url.hash}` : address
  }

  /** What the app answers to a request. */
  async request(address: string, method = 'GET'): Promise<Response> {
    const handler = this.#handlers.get(new URL(address).protocol.slice(0, -1))
    if (!handler) throw new Error(`Nothing answers ${address}.`)
    return await handler(new Request(address, { method }))
  }

  /** Answers a request of a page. @returns false if no handler is there for its scheme. */
  async answer(route: Route): Promise<boolean> {
    const request = route.request()
    const address = this.fromShown(request.url())
    if (!this.#handlers.has(new URL(address).protocol.slice(0, -1))) return false
    const response = await this.request(address, request.method())
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(
        [...response.headers].map(([name, value]) => [name, this.#toShownPolicy(name, value)]),
      ),
      body: Buffer.from(await response.arrayBuffer()),
    })
    return true
  }

  /** A policy names schemes as the app knows them. */
  #toShownPolicy(header: string, value: string): string {
    if (header !== 'content-security-policy') return value
    return [...this.#handlers.keys()].reduce(
      (policy, scheme) =>
        policy
          .replaceAll(new RegExp(`${scheme}://([\\w-]+)`, 'gu'), `https://$1.${scheme}.test`)
          .replaceAll(`${scheme}:`, `https://*.${scheme}.test`),
      value,
    )
  }
}
