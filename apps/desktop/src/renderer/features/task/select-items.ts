import { conditionOf, type ItemCondition } from './item-condition.ts'
import type { ItemList, ItemPlace } from './item-keeper.ts'

export type ItemFilter = 'all' | ItemCondition

/** Those of the items that are asked for, in their order; the same array where all of them are. */
export function selectItems(
  { places, byKey }: ItemList,
  { filter, search }: { readonly filter: ItemFilter; readonly search: string },
): readonly ItemPlace[] {
  const words = search.toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  if (filter === 'all' && words.length === 0) return places
  return places.filter(({ key, title, path }) => {
    const item = byKey.get(key)
    if (filter !== 'all' && (!item || conditionOf(item) !== filter)) return false
    const text = `${title} ${path}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
