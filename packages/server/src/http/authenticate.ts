import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import {
  ArchivingError,
  callerOf,
  localCaller,
  localOwnerId,
  localOwnerName,
  type AccessKey,
  type AccessService,
  type Caller,
} from '@muniment/core'
import type { ApiKey } from './http-server-options.ts'

/** Keys that the server was started with are those of whoever started it. */
const thisComputer = { id: localOwnerId, name: localOwnerName }

const bearer = /^Bearer +(?<key>[\x21-\x7e]{1,512})$/iu

/** Who sends a request. */
export interface Sender extends Pick<AccessKey, 'name' | 'role'> {
  /** In whose name, and how far it reaches. */
  readonly caller: Caller
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
  readonly #given: readonly (Sender & { readonly hash: Buffer })[]
  readonly #kept: KnownKeys['kept']
  readonly #isOpen: boolean

  constructor({ given, kept, isOpen }: KnownKeys) {
    this.#given = given.map(({ name, key, role = 'operator' }, index) => ({
      name,
      role,
      caller: callerOf({ owner: thisComputer, role, sourceIds: null }),
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
  async identify({ headers: { authorization = '' } }: IncomingMessage): Promise<Sender> {
    if (this.#isOpen) return { name: 'anyone on this computer', role: 'operator', caller: localCaller, keyId: 'none' }
    const sent = bearer.exec(authorization)?.groups?.['key']
    if (sent === undefined) {
      throw new ArchivingError('unauthenticated', 'The server wants an API key. Give one.')
    }
    const hash = sha256(sent)
    let sender: Sender | undefined
    // Every key is compared, whichever it is.
    for (const known of this.#given) if (timingSafeEqual(known.hash, hash)) sender = known
    if (sender) return sender
    const key = await this.#kept.authenticate(sent)
    return { name: key.name, role: key.role, caller: callerOf(key), keyId: key.id }
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
