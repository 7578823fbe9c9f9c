import type { ActivityArchivingTask } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { amountOf } from './headline.ts'
import styles from './incomplete-dialog.module.css'
import type { ItemList } from './item-keeper.ts'
import { itemNounOf } from './item-noun.ts'

export interface IncompleteDialogProps {
  readonly task: ActivityArchivingTask
  readonly items: ItemList
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
}

const namesShown = 5

/** Warns before an archive is sealed without some of its items: that cannot be taken back. */
export function IncompleteDialog({ task, items, isOpen, onClose, onConfirm }: IncompleteDialogProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { incomplete } = words.task
  const { itemsFailed } = task.status.progress
  const missing = items.places.slice(0, items.counts.failed)
  const more = itemsFailed - Math.min(missing.length, namesShown)
  return (
    <ConfirmDialog
      title={incomplete.title}
      action={incomplete.action}
      isDanger
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <div className={styles['warning']}>
        <p>{incomplete.warning(amountOf(itemsFailed, formatNumber), itemNounOf(task.activity.activityKind))}</p>
        <ul>
          {missing.slice(0, namesShown).map(({ key, title }) => (
            <li key={key}>
              <bdi>{title}</bdi>
            </li>
          ))}
          {more > 0 && <li>{incomplete.more(formatNumber(more))}</li>}
        </ul>
        <p>{incomplete.stays}</p>
        <p>{incomplete.instead}</p>
      </div>
    </ConfirmDialog>
  )
}
