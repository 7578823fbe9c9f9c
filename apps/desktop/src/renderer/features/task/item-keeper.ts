import type { TaskItem } from '@muniment/sdk'
import { conditionOf, troubleRank, type ItemCondition } from './item-condition.ts'

/** A place in the list of items. It stays the same object, whatever becomes of its item. */
export type ItemPlace = Pick<TaskItem, 'key' | 'title' | 'ordinal' | 'path'>

/** The items of a task as they are shown. */
export interface ItemList {
  /**
   * Newest trouble first, then in the order in which the site lists them. The same array as long as the order is: tables
   * are built anew only when something moves.
   */
  readonly places: readonly ItemPlace[]
  /** Every item as it is now, by its key. */
  readonly byKey: ReadonlyMap<string, TaskItem>
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

export const noItems: ItemList = { places: [], byKey: new Map(), counts: none }

interface KeptItem {
  readonly place: ItemPlace
  readonly condition: ItemCondition
  /** Rises with each item that is taken: they come in the order in which they changed. */
  readonly takenAs: number
}

/** Keeps the items of a task by their keys, and puts them in order. */
export class ItemKeeper {
  readonly #kept = new Map<string, KeptItem>()
  readonly #byKey = new Map<string, TaskItem>()
  #places: readonly ItemPlace[] = []
  #taken = 0

  /** Takes items in the order in which they changed. */
  take(changed: readonly TaskItem[]): void {
    for (const item of changed) {
      const { key, title, ordinal, path } = item
      const before = this.#kept.get(key)?.place
      // What is listed again may be called otherwise.
      const place = before?.title === title && before.path === path ? before : { key, title, ordinal, path }
      this.#kept.set(key, { place, condition: conditionOf(item), takenAs: this.#taken++ })
      this.#byKey.set(key, item)
    }
  }

  list(): ItemList {
    const counts = { ...none }
    const kept = [...this.#kept.values()].toSorted(inOrder)
    for (const { condition } of kept) counts[condition]++
    this.#places = keepArray(
      this.#places,
      kept.map(({ place }) => place),
    )
    return { places: this.#places, byKey: this.#byKey, counts }
  }
}

/** The array before, if the other one holds the same. */
export function keepArray<Entry>(before: readonly Entry[], now: readonly Entry[]): readonly Entry[] {
  const isSame = before.length === now.length && before.every((entry, index) => entry === now[index])
  return isSame ? before : now
}

function inOrder(one: KeptItem, other: KeptItem): number {
  const rank = troubleRank(one.condition)
  const byRank = rank - troubleRank(other.condition)
  if (byRank !== 0) return byRank
  return rank === troubleRank('finished') ? one.place.ordinal - other.place.ordinal : other.takenAs - one.takenAs
}
