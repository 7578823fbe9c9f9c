import type { JsonValue } from '../driver/archiving-context.ts'

/** What is plain data already, typed as JSON; absent fields are left out. */
export function toJson(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, child]) => child !== undefined)
    return Object.fromEntries(entries.map(([key, child]) => [key, toJson(child)]))
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return null
}
