import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { ArchivingError, type AccessRole, type AccessService } from '@muniment/core'
import type { ApiKey } from './http-server-options.ts'

const bearer = /^Bearer +(?<key>[\x21-\x7e]{1,512})$/iu

/** Who sends a request. */
export interface Caller {
  /** Name of the key; kept with tasks. */
  readonly name: string
  readonly role: AccessRole
  /** The same for each request with one key, and for no other key. */
  readonly keyId: string
}

/** What keys are looked for in. */
export interface KnownKeys {
  /** Keys that the server was started with. */
  readonly given: readonly ApiKey[]
  /** Keys that are kept. */
  readonly kept: Pick<AccessService, 'authenticate'>
  /** Whether a request needs no key at all. */
  readonly isOpen: boolean
}

/** Finds out who sends a request. */
export class Authenticator {
  /** Hashes have one length, so that comparing tells nothing about that of a key. */
  readonly #given: readonly (Caller & { readonly hash: Buffer })[]
  readonly #kept: KnownKeys['kept']
  readonly #isOpen: boolean

  constructor({ given, kept, isOpen }: KnownKeys) {
    this.#given = given.map(({ name, key, role = 'operator' }, index) => ({
      name,
      role,
      keyId: `given ${index}`,
      hash: sha256(key),
    }))
    this.#kept = kept
    this.#isOpen = isOpen
  }

  /**
   * Who holds the key that a request carries (RFC 6750), or anyone where no key is needed.
   *
   * @throws ArchivingError `unauthenticated`.
   */
  async identify({ headers: { authorization = '' } }: IncomingMessage): Promise<Caller> {
    if (this.#isOpen) return { name: 'anyone on this computer', role: 'operator', keyId: 'none' }
    const sent = bearer.exec(authorization)?.groups?.['key']
    if (sent === undefined) {
      throw new ArchivingError('unauthenticated', 'The server wants an API key. Give one.')
    }
    const hash = sha256(sent)
    let caller: Caller | undefined
    // Every key is compared, whichever it is.
    for (const known of this.#given) if (timingSafeEqual(known.hash, hash)) caller = known
    if (caller) return caller
    const { id, name, role } = await this.#kept.authenticate(sent)
    return { name, role, keyId: id }
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
