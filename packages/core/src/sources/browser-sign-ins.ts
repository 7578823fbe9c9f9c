import { createHash, timingSafeEqual } from 'node:crypto'
import { ArchivingError } from '../errors/index.ts'
import type { BrowserSignIn, MoodleConnectionOptions } from './source-connections.ts'

const minutes = 10
const validMs = minutes * 60_000
/** One person who begins again and again, and many people on a server. */
const waitingOfOwner = 10
const waitingInAll = 500
/** Much longer than any that a Moodle makes. */
const longestHandOver = 2_000

/** A sign-in that has to come back from a browser. */
export interface SignInToBegin {
  readonly ownerId: string
  readonly siteUrl: string
  readonly siteName: string
  readonly launchUrl: string
  /** All addresses by which the site may call itself. */
  readonly ownNames: readonly string[]
  readonly urlScheme: string
  readonly options: MoodleConnectionOptions
}

interface WaitingSignIn extends SignInToBegin {
  /** What the site may sign with: it is made of its own name and our passport. */
  readonly signatures: readonly Buffer[]
  readonly expiresAtMs: number
}

/** What a browser brought back. */
export interface HandedOver {
  readonly siteUrl: string
  readonly options: MoodleConnectionOptions
  readonly token: string
}

export interface BrowserSignInPorts {
  readonly now: () => Date
  /** A passport that nobody can guess: letters and digits. */
  readonly newPassport: () => string
}

/**
 * Sign-ins that went to a browser and are waited for. They are in memory alone: a passport that is not kept cannot be
 * found. What comes back is trusted only if it is signed for a passport of the same owner; each is good once.
 */
export class BrowserSignIns {
  readonly #ports: BrowserSignInPorts
  readonly #waiting = new Set<WaitingSignIn>()

  constructor(ports: BrowserSignInPorts) {
    this.#ports = ports
  }

  /** @throws ArchivingError `rate_limited` while too many are under way, `input_invalid` for what is no scheme */
  begin(signIn: SignInToBegin): BrowserSignIn {
    const { ownerId, siteUrl, siteName, launchUrl, urlScheme } = signIn
    if (!/^[a-z][a-z0-9+.-]{1,40}$/u.test(urlScheme)) throw invalid(words.scheme, 'scheme')
    const nowMs = this.#ports.now().getTime()
    this.#makeRoom(ownerId, nowMs)
    const passport = this.#ports.newPassport()
    const signatures = signIn.ownNames.map((name) => signatureOf(name, passport))
    const expiresAtMs = nowMs + validMs
    this.#waiting.add({ ...signIn, signatures, expiresAtMs })
    const url = new URL(launchUrl)
    url.search = new URLSearchParams({ service: 'moodle_mobile_app', passport, urlscheme: urlScheme }).toString()
    return { siteUrl, siteName, launchUrl: url.href, expiresAt: new Date(expiresAtMs) }
  }

  /**
   * Takes what a browser brought back. The sign-in is over by that, whatever comes of it.
   *
   * @throws ArchivingError `input_invalid`; `details.reason` is `hand_over_unreadable`, `_unknown` or `_expired`
   */
  finish(ownerId: string, handOver: string): HandedOver {
    const { signature, token } = readHandOver(handOver)
    // All are compared, whichever matches, so that the time it takes tells nothing.
    const signed = new Set([...this.#waiting].filter((one) => isSignedFor(one, signature)))
    const found = [...signed].find((one) => one.ownerId === ownerId)
    if (!found) {
      throw invalid(words.unknown, 'hand_over_unknown')
    }
    this.#waiting.delete(found)
    if (found.expiresAtMs < this.#ports.now().getTime()) {
      throw invalid(words.expired, 'hand_over_expired')
    }
    return { siteUrl: found.siteUrl, options: found.options, token }
  }

  /** The oldest of the same owner gives way; those of others do not. */
  #makeRoom(ownerId: string, nowMs: number): void {
    // Those that ended lately stay, to be told from those that never were.
    for (const one of this.#waiting) if (one.expiresAtMs + validMs < nowMs) this.#waiting.delete(one)
    const own = [...this.#waiting].filter((one) => one.ownerId === ownerId)
    for (const one of own.slice(0, Math.max(0, own.length - waitingOfOwner + 1))) this.#waiting.delete(one)
    if (this.#waiting.size >= waitingInAll) {
      throw new ArchivingError('rate_limited', words.tooMany.en, { german: words.tooMany.de })
    }
  }
}

/** Moodle's own way: MD5 over the site's address and the passport. It proves no more than that the passport came back. */
function signatureOf(siteUrl: string, passport: string): Buffer {
  return createHash('md5').update(`${siteUrl}${passport}`).digest()
}

function isSignedFor({ signatures }: WaitingSignIn, signature: Buffer): boolean {
  return signatures.map((expected) => timingSafeEqual(expected, signature)).includes(true)
}

const handOverShape = /^(?:[a-z][a-z0-9+.-]*:\/\/)?token=(?<payload>[A-Za-z0-9+/]+={0,2}?)\/?$/u
const payloadShape = /^(?<signature>[0-9a-f]{32}):::(?<token>[A-Za-z0-9]{16,256})(?::::[A-Za-z0-9]{1,256})?$/u

/** The private token, which some sites add, opens more than we need: it is not looked at. */
function readHandOver(handOver: string): { readonly signature: Buffer; readonly token: string } {
  const payload =
    handOver.length > longestHandOver ? undefined : handOverShape.exec(handOver.trim())?.groups?.['payload']
  const text = payload === undefined ? '' : Buffer.from(payload, 'base64').toString('latin1')
  const { signature, token } = payloadShape.exec(text)?.groups ?? {}
  if (signature === undefined || token === undefined) {
    throw invalid(words.unreadable, 'hand_over_unreadable')
  }
  return { signature: Buffer.from(signature, 'hex'), token }
}

function invalid({ en, de }: (typeof words)['scheme'], reason: string): ArchivingError {
  return new ArchivingError('input_invalid', en, { german: de, details: { field: 'handOver', reason } })
}

const words = {
  scheme: { en: 'The scheme of an address is not valid.', de: 'Das Schema einer Adresse ist ungültig.' },
  unknown: {
    en: 'This sign-in was not begun here, or was used already. Begin it again, and use the browser that opens then.',
    de: 'Diese Anmeldung wurde nicht hier begonnen oder schon benutzt. Beginnen Sie sie erneut, in dem Browser, der sich dann öffnet.',
  },
  expired: {
    en: `The sign-in took longer than ${minutes} minutes. Begin it again.`,
    de: `Die Anmeldung hat länger als ${minutes} Minuten gedauert. Beginnen Sie sie erneut.`,
  },
  tooMany: {
    en: 'Too many people are signing in just now. Try again in a few minutes.',
    de: 'Gerade melden sich zu viele an. Versuchen Sie es in einigen Minuten erneut.',
  },
  unreadable: {
    en: 'This is not what a site gives after a sign-in by browser. Begin it again.',
    de: 'Das ist nicht, was eine Seite nach einer Anmeldung im Browser übergibt. Beginnen Sie sie erneut.',
  },
} satisfies Readonly<Record<string, { readonly en: string; readonly de: string }>>
