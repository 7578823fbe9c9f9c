import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { ArchivingError } from '@muniment/core'
import type { ApiKey } from './http-server-options.ts'

const bearer = /^Bearer +(?<key>[\x21-\x7e]{1,512})$/iu

/** Finds out who sends a request. */
export class Authenticator {
  /** Hashes have one length, so that comparing tells nothing about that of a key. */
  readonly #keys: readonly { readonly name: string; readonly hash: Buffer }[]

  constructor(keys: readonly ApiKey[]) {
    this.#keys = keys.map(({ name, key }) => ({ name, hash: sha256(key) }))
  }

  /**
   * The name of the key that a request carries (RFC 6750), or of anyone where no key is needed.
   *
   * @throws ArchivingError `unauthenticated`.
   */
  identify({ headers: { authorization = '' } }: IncomingMessage): string {
    if (this.#keys.length === 0) return 'anyone on this computer'
    const given = bearer.exec(authorization)?.groups?.['key']
    if (given === undefined) {
      throw new ArchivingError('unauthenticated', 'The server wants an API key. Give one.')
    }
    const hash = sha256(given)
    let name: string | undefined
    // Every key is compared, whichever it is.
    for (const known of this.#keys) if (timingSafeEqual(known.hash, hash)) name = known.name
    if (name === undefined) throw new ArchivingError('unauthenticated', 'The server does not know this API key.')
    return name
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
