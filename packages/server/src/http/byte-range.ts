import type { ByteRange } from '@muniment/core'

const singleRange = /^bytes=(?<first>\d*)-(?<last>\d*)$/iu

/**
 * The part that a `Range` header asks for (RFC 9110, section 14.2).
 *
 * @returns undefined for the whole: no header, one that is not understood, or several ranges, which a server may pass
 *   over; `unsatisfiable` if nothing of the part is there.
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | 'unsatisfiable' | undefined {
  const { first = '', last = '' } = singleRange.exec(header?.replaceAll(/\s/gu, '') ?? '')?.groups ?? {}
  if (first === '' && last === '') return undefined
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 }
  }
  const range = { first: Number(first), last: last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) }
  if (last !== '' && Number(last) < range.first) return undefined
  return range.first >= sizeBytes ? 'unsatisfiable' : range
}
