import type { TaskItem } from '@muniment/sdk'
import { conditionOf, troubleRank, type ItemCondition } from './item-condition.ts'

/** The items of a task as they are shown. */
export interface ItemList {
  /** Newest trouble first, then in the order in which the site lists them. What did not change is the same object. */
  readonly items: readonly TaskItem[]
  readonly counts: Readonly<Record<ItemCondition, number>>
}

const none: Readonly<Record<ItemCondition, number>> = {
  failed: 0,
  retrying: 0,
  lacking: 0,
  running: 0,
  pending: 0,
  finished: 0,
}

export const noItems: ItemList = { items: [], counts: none }

interface KeptItem {
  readonly item: TaskItem
  readonly condition: ItemCondition
  /** Rises with each item that is taken: they come in the order in which they changed. */
  readonly takenAs: number
}

/** Keeps the items of a task by their keys, and puts them in order. */
export class ItemKeeper {
  readonly #kept = new Map<string, KeptItem>()
  #taken = 0

  /** Takes items in the order in which they changed. */
  take(changed: readonly TaskItem[]): void {
    for (const item of changed) {
      this.#kept.set(item.key, { item, condition: conditionOf(item), takenAs: this.#taken++ })
    }
  }

  list(): ItemList {
    const counts = { ...none }
    const kept = [...this.#kept.values()].toSorted(inOrder)
    for (const { condition } of kept) counts[condition]++
    return { items: kept.map(({ item }) => item), counts }
  }
}

function inOrder(one: KeptItem, other: KeptItem): number {
  const rank = troubleRank(one.condition)
  const byRank = rank - troubleRank(other.condition)
  if (byRank !== 0) return byRank
  return rank === troubleRank('finished') ? one.item.ordinal - other.item.ordinal : other.takenAs - one.takenAs
}
