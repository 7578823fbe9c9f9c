import { createHash } from 'node:crypto'

/**
 * JSON that is the same for the same data: keys sorted, at every depth. Nothing else is changed; what JSON cannot hold
 * is treated as `JSON.stringify` treats it.
 *
 * @param indent spaces a level; 0 for one line.
 */
export function toSortedJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, sortKeys, indent) ?? 'null'
}

/** SHA-256, in hex, of data as {@link toSortedJson} writes them: the same for the same data. */
export function hashSortedJson(value: unknown): string {
  return createHash('sha256').update(toSortedJson(value)).digest('hex')
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [two]) => (one < two ? -1 : one > two ? 1 : 0)))
}
