import type { TaskItem } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { amountOf } from './headline.ts'
import { ItemState } from './item-state.tsx'
import type { TaskStore } from './task-store.ts'

export interface ItemCellProps {
  readonly store: TaskStore
  readonly itemKey: string
}

/** Cells look at their items by themselves: when one changes, its cells alone are drawn again, and not the table. */
function useItem({ store, itemKey }: ItemCellProps): TaskItem | undefined {
  return useStore(store.state, ({ items }) => items.byKey.get(itemKey))
}

/** What it is called, and below it what is to be known of it. */
export function TitleCell(props: ItemCellProps): ReactNode {
  const { textOf } = useLanguage()
  const item = useItem(props)
  if (!item) return null
  const { title, state, error, remarks } = item
  return (
    <>
      <bdi>{title}</bdi>
      <small>{state === 'finished' ? remarks[0]?.message : error && textOf(error.text)}</small>
    </>
  )
}

/** How it stands, and how often it was tried if that was more than once. */
export function StateCell(props: ItemCellProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const item = useItem(props)
  if (!item) return null
  return (
    <>
      <ItemState item={item} />
      <small>{item.attempts > 1 && words.task.items.attempts(amountOf(item.attempts, formatNumber))}</small>
    </>
  )
}

/** How much came of it. */
export function SizeCell(props: ItemCellProps): ReactNode {
  const { formatSize } = useLanguage()
  const bytes = useItem(props)?.bytes ?? 0
  return bytes === 0 ? null : formatSize(bytes)
}
