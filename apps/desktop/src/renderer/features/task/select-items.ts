import type { TaskItem } from '@muniment/sdk'
import { conditionOf, type ItemCondition } from './item-condition.ts'

export type ItemFilter = 'all' | ItemCondition

/** Those of the items that are asked for, in their order; the same list where all of them are. */
export function selectItems(
  items: readonly TaskItem[],
  { filter, search }: { readonly filter: ItemFilter; readonly search: string },
): readonly TaskItem[] {
  const words = search.toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  if (filter === 'all' && words.length === 0) return items
  return items.filter((item) => {
    if (filter !== 'all' && conditionOf(item) !== filter) return false
    const text = `${item.title} ${item.path}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
