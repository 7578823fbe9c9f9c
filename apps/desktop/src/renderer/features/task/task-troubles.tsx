import type { ActivityArchivingTask } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage, type Language } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { amountOf } from './headline.ts'
import type { ItemList } from './item-keeper.ts'
import { itemNounOf } from './item-noun.ts'
import type { TaskScreenState } from './task-store.ts'
import styles from './task-troubles.module.css'

export interface TaskTroublesProps {
  readonly state: TaskScreenState & { readonly task: ActivityArchivingTask }
}

/** What went wrong with the task as a whole, what is safe, and what to do; nothing where all is well. */
export function TaskTroubles({ state: { task, items, refusal } }: TaskTroublesProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { status, activity } = task
  const { state, error } = status
  return (
    <div className={styles['troubles']}>
      {refusal && (
        <Notice tone="warn" title={words.task.refused.title} isLive>
          {refusal.failure ? textOf(refusal.failure.text) : words.task.refused.tooLate}
        </Notice>
      )}
      {state === 'paused' && error && (
        <Notice
          tone="warn"
          title={error.code === 'source_unauthenticated' ? words.task.trouble.signInAgain : textOf(error.text)}
          isLive
          actions={
            error.code === 'source_unauthenticated' && (
              <ButtonLink href={addresses.signInAgain(activity.sourceId)}>{words.task.signIn}</ButtonLink>
            )
          }
        >
          {words.task.trouble.signInText}
        </Notice>
      )}
      {state === 'failed' && status.progress.itemsFailed > 0 && <FailedItems task={task} items={items} />}
      {state === 'failed' && status.progress.itemsFailed === 0 && error && (
        <Notice tone="bad" title={words.task.trouble.taskFailed}>
          {textOf(error.text)}
        </Notice>
      )}
    </div>
  )
}

const reasonsShown = 3

interface FailedItemsProps {
  readonly task: ActivityArchivingTask
  readonly items: ItemList
}

/** How many, and why: each reason once. */
function FailedItems({ task: { status, activity }, items }: FailedItemsProps): ReactNode {
  const { words, textOf, formatNumber } = useLanguage()
  const { trouble } = words.task
  const { itemsFailed, itemsFinished, itemsTotal } = status.progress
  const noun = itemNounOf(activity.activityKind)
  const reasons = reasonsOf(items, textOf)
  const more = reasons.length - reasonsShown
  return (
    <Notice tone="bad" title={trouble.itemsFailed(amountOf(itemsFailed, formatNumber), noun)}>
      <p>{trouble.keptSafe(formatNumber(itemsFinished), amountOf(itemsTotal ?? 0, formatNumber), noun)}</p>
      {reasons.length > 0 && (
        <>
          <p className={styles['lead']}>{trouble.nextSteps}</p>
          <ul className={styles['reasons']}>
            {reasons.slice(0, reasonsShown).map(({ sentence, count }) => (
              <li key={sentence}>{count === 1 ? sentence : `${formatNumber(count)} × ${sentence}`}</li>
            ))}
            {more > 0 && <li>{trouble.moreReasons(formatNumber(more))}</li>}
          </ul>
        </>
      )}
    </Notice>
  )
}

interface Reason {
  readonly sentence: string
  readonly count: number
}

/** What went wrong with those that failed, the most frequent first. */
function reasonsOf({ places, byKey }: ItemList, textOf: Language['textOf']): readonly Reason[] {
  const counts = new Map<string, number>()
  for (const { key } of places) {
    const item = byKey.get(key)
    // Those that failed are at the beginning.
    if (item?.state !== 'failed') break
    const { error } = item
    if (error) counts.set(textOf(error.text), (counts.get(textOf(error.text)) ?? 0) + 1)
  }
  return [...counts].map(([sentence, count]) => ({ sentence, count })).toSorted((one, other) => other.count - one.count)
}
