import type { TaskItem } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import type { IconName } from '../../ui/icon.tsx'
import { StateWord, type StateWordProps } from '../../ui/state-word.tsx'
import { conditionOf, type ItemCondition } from './item-condition.ts'

const looks: Readonly<Record<ItemCondition, { readonly tone: StateWordProps['tone']; readonly icon: IconName }>> = {
  failed: { tone: 'bad', icon: 'cross' },
  retrying: { tone: 'warn', icon: 'retry' },
  lacking: { tone: 'warn', icon: 'warning' },
  running: { tone: 'busy', icon: 'archive' },
  pending: { tone: 'quiet', icon: 'clock' },
  finished: { tone: 'good', icon: 'check' },
}

/** How an item stands. */
export function ItemState({ item }: { readonly item: TaskItem }): ReactNode {
  const { words } = useLanguage()
  const condition = conditionOf(item)
  return <StateWord {...looks[condition]}>{words.task.items.conditions[condition]}</StateWord>
}
