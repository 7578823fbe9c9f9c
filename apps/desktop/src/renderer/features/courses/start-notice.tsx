import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ArchiveStarter } from './archive-starter.ts'
import styles from './courses-screen.module.css'

/** What came of starting tasks: where to watch them, and what could not be started. */
export function StartNotice({ starter }: { readonly starter: ArchiveStarter }): ReactNode {
  const { words, formatNumber, textOf } = useLanguage()
  const { isBusy, started, problems } = useStore(starter.state)
  if (isBusy || (started === 0 && problems.length === 0)) return null
  const toTasks = <ButtonLink href={addresses.tasks()}>{words.courses.showTasks}</ButtonLink>
  return (
    <div className={styles['notices']}>
      {started > 0 && (
        <Notice tone="good" isLive actions={toTasks}>
          {words.courses.started(started, formatNumber(started))}
        </Notice>
      )}
      {problems.length > 0 && (
        <Notice tone="bad" title={words.courses.notStarted}>
          <ul>
            {problems.map(({ activityName, text }) => (
              <li key={activityName}>
                <bdi>{activityName}</bdi>: {textOf(text)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}
