import { isOverAll, type SentKey } from './access-key.ts'
import { localOwnerId } from './owner.ts'

/**
 * The sources that somebody's requests reach, with everything that was read from them. What lies outside is answered for
 * as if it were not there.
 */
export interface Reach {
  /** Only sources of this owner; of all owners if null. */
  readonly ownerId: string | null
  /** Only these sources; any if null. */
  readonly sourceIds: readonly string[] | null
}

/** No source is left out. */
export const everywhere: Reach = { ownerId: null, sourceIds: null }

/** In whose name something is asked for, and how far that reaches. */
export interface Caller {
  /** Whose presets hold, and whose the sources become that are connected. */
  readonly ownerId: string
  readonly reach: Reach
}

/** Whoever sits at the computer that holds the data. */
export const localCaller: Caller = { ownerId: localOwnerId, reach: everywhere }

/**
 * How far a key reaches: the sources that it names, whoever they belong to; else all sources for an auditor and an
 * operator, and for everyone else those of the key's owner.
 */
export function callerOf({ owner, role, sourceIds }: Pick<SentKey, 'owner' | 'role' | 'sourceIds'>): Caller {
  const ownerId = owner.id
  if (sourceIds !== null) return { ownerId, reach: { ownerId: null, sourceIds } }
  return { ownerId, reach: isOverAll(role) ? everywhere : { ownerId, sourceIds: null } }
}
