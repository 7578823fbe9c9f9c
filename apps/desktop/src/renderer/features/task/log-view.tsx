import type { TaskLogEntry } from '@muniment/sdk'
import { memo, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './log-view.module.css'
import type { TaskStore } from './task-store.ts'

export interface LogViewProps {
  readonly store: TaskStore
}

/** What happened to the task, newest first and live. */
export function LogView({ store }: LogViewProps): ReactNode {
  const { words } = useLanguage()
  const { entries, hasEarlier } = useStore(store.log.state)
  if (entries === null || entries.length === 0) return <p className={styles['none']}>{words.task.log.none}</p>
  return (
    <>
      <ol className={styles['log']} aria-label={words.task.log.label}>
        {entries.map((entry) => (
          <LogLine key={entry.id} entry={entry} />
        ))}
      </ol>
      {hasEarlier && (
        <div className={styles['more']}>
          <Button onPress={() => void store.showEarlierLog()}>{words.task.log.showEarlier}</Button>
        </div>
      )}
    </>
  )
}

const LogLine = memo(function LogLine({ entry }: { readonly entry: TaskLogEntry }): ReactNode {
  const { words, textOf, formatMoment } = useLanguage()
  const { at, level, text } = entry
  return (
    <li data-level={level}>
      <time dateTime={at.toISOString()}>{formatMoment(at)}</time>
      <span className={styles['mark']}>
        {level !== 'info' && (
          <>
            <Icon name={level === 'error' ? 'cross' : 'warning'} />
            <span className="visually-hidden">{words.task.log.levels[level]}</span>
          </>
        )}
      </span>
      <span className={styles['sentence']}>{textOf(text)}</span>
    </li>
  )
})
