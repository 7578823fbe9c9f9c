import type { TaskItem } from '@muniment/sdk'

/**
 * How an item stands, as people see it; in the order in which a list shows them.
 *
 * - `failed`: it was given up.
 * - `retrying`: something went wrong, and it is tried again by itself.
 * - `lacking`: it is archived, but something that belongs to it is not.
 */
export const itemConditions = ['failed', 'retrying', 'lacking', 'running', 'pending', 'finished'] as const
export type ItemCondition = (typeof itemConditions)[number]

export function conditionOf({ state, error, remarks }: TaskItem): ItemCondition {
  if (state === 'failed') return 'failed'
  if (state === 'finished') return remarks.some(({ severity }) => severity === 'missing') ? 'lacking' : 'finished'
  return error === null ? state : 'retrying'
}

/** Those that a person should look at come first. */
const troubles: readonly ItemCondition[] = ['failed', 'retrying', 'lacking']

/** Place of a condition among the troubles, from 0; their number for what is in no trouble. */
export function troubleRank(condition: ItemCondition): number {
  const rank = troubles.indexOf(condition)
  return rank < 0 ? troubles.length : rank
}
