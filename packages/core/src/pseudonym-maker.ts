import { createHmac, hkdfSync } from 'node:crypto'

/** Digits and capital letters without I, L, O and U, which are misread (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 50 bits: among a million people two are taken for one with a chance of one in two thousand. */
const characters = 10

/** @see createPseudonymMaker */
export type PseudonymMaker = (subject: string) => string

/**
 * Makes pseudonyms such as `7F3KQ-2MX0V`: always the same for the same subject and key, and of no use to find the
 * subject without the key (HMAC, RFC 2104, with a key derived by HKDF, RFC 5869).
 *
 * @param secretKey the installation's secret key
 */
export function createPseudonymMaker(secretKey: Uint8Array): PseudonymMaker {
  const key = Buffer.from(hkdfSync('sha256', secretKey, new Uint8Array(0), 'muniment pseudonyms', 32))
  return (subject) => {
    const digest = createHmac('sha256', key).update(subject, 'utf8').digest()
    const letters = [...digest.subarray(0, characters)].map((byte) => alphabet[byte % alphabet.length] ?? '')
    return `${letters.slice(0, characters / 2).join('')}-${letters.slice(characters / 2).join('')}`
  }
}
