import type { ActivityArchivingTask } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage, type Language } from '../../language/language.ts'
import { Icon } from '../../ui/icon.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { barOf } from '../tasks/describe-task.ts'
import { StateIcon } from '../tasks/state-icon.tsx'
import { amountOf, headlineOf } from './headline.ts'
import type { ItemList } from './item-keeper.ts'
import { itemNounOf } from './item-noun.ts'
import { stagesOf } from './stages.ts'
import styles from './task-head.module.css'

export interface TaskHeadProps {
  readonly task: ActivityArchivingTask
  readonly items: ItemList
}

/** How it is going: one line, a bar, how fast, what is being done now, and how far on its way. */
export function TaskHead({ task, items }: TaskHeadProps): ReactNode {
  const language = useLanguage()
  const { words } = language
  const { state } = task.status
  const bar = barOf(task)
  const facts = factsOf(task, language)
  const now = nowOf(task, items, language)
  return (
    <section
      className={styles['head']}
      data-state={state}
      aria-label={words.tasks.progressLabel(task.activity.activityName)}
    >
      <p className={styles['headline']}>
        <StateIcon state={state} />
        <span>{headlineOf(task, language)}</span>
      </p>
      {bar && (
        <ProgressLine
          label={words.tasks.progressLabel(task.activity.activityName)}
          done={bar.done}
          total={bar.total}
          isStill={state !== 'running' && state !== 'finalizing'}
        />
      )}
      {facts !== '' && <p className={styles['facts']}>{facts}</p>}
      {now !== null && (
        <p className={styles['now']}>
          <bdi>{now}</bdi>
        </p>
      )}
      {state !== 'finished' && <Stages task={task} />}
    </section>
  )
}

function Stages({ task }: Pick<TaskHeadProps, 'task'>): ReactNode {
  const { words } = useLanguage()
  return (
    <ol className={styles['stages']} aria-label={words.task.stagesLabel}>
      {stagesOf(task).map(({ stage, state }) => (
        <li
          key={stage}
          data-state={state}
          aria-current={state === 'current' || state === 'stopped' ? 'step' : undefined}
        >
          {state === 'done' && <Icon name="check" />}
          {words.task.stages[stage]}
        </li>
      ))}
    </ol>
  )
}

/** How fast, how much, and when. */
function factsOf(task: ActivityArchivingTask, language: Language): string {
  const { words, formatNumber, formatSize, formatDate } = language
  const { itemsPerMinute, bytesPerSecond, bytes, itemsReused } = task.status.progress
  const rate = itemsPerMinute === null ? null : Math.round(itemsPerMinute)
  const noun = itemNounOf(task.activity.activityKind)
  const facts = [
    rate === null || rate === 0 ? null : words.task.rate.perMinute(amountOf(rate, formatNumber), noun),
    bytesPerSecond === null ? null : `${formatSize(bytesPerSecond)}/s`,
    bytes === 0 ? null : formatSize(bytes),
    itemsReused === 0 ? null : words.task.rate.reused(formatNumber(itemsReused)),
    task.endedAt === null ? null : words.tasks.endedAt(formatDate(task.endedAt)),
    task.priority === 'normal' || task.endedAt !== null ? null : words.task.priorityNow[task.priority],
  ]
  return facts.filter((fact) => fact !== null).join(' · ')
}

const namesShown = 2

/** What is being archived at this moment, by name. */
function nowOf(
  task: ActivityArchivingTask,
  { byKey, counts }: ItemList,
  { words, formatNumber }: Language,
): string | null {
  if (task.status.state !== 'running' || counts.running === 0) return null
  const titles: string[] = []
  for (const { state, title } of byKey.values()) {
    if (state === 'running') titles.push(title)
    if (titles.length === namesShown) break
  }
  const more = counts.running - titles.length
  return words.task.now(titles, more > 0 ? formatNumber(more) : null)
}
