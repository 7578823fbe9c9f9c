import type { TaskEstimate } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { addresses, goTo } from '../../navigation/addresses.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sizeInWords } from '../archives/size-in-words.ts'
import styles from './new-archive-screen.module.css'
import type { NewArchiveStore } from './new-archive-store.ts'
import type { SettingsFormStore } from './settings-form-store.ts'

export interface ArchiveSummaryProps {
  readonly store: NewArchiveStore
  readonly form: SettingsFormStore
}

/** What will be in the archive, as it is entered; and the one button. */
export function ArchiveSummary({ store, form }: ArchiveSummaryProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { answer, failure, isAsking } = useStore(store.estimate.state)
  const { isStarting, reuseUnchanged, failure: startFailure } = useStore(store.state)
  const { archivedAt } = store.archivable
  useStore(form.state)
  const { summary } = words.newArchive
  const isFaulty = form.request() === undefined
  return (
    <section className={styles['summary']} aria-labelledby="what-is-in-it">
      <h2 id="what-is-in-it">{summary.title}</h2>
      <div role="status" className={styles['count']} data-old={isAsking || isFaulty || undefined}>
        <CountedItems answer={answer} isAsking={isAsking} isFailed={failure !== null} />
      </div>
      <div className={styles['start']}>
        {isFaulty && <p className={styles['error']}>{summary.faulty}</p>}
        {startFailure && (
          <Notice tone="bad" title={summary.startFailed}>
            <p>{textOf(startFailure.text)}</p>
            <p>{startFailure.code === 'connection_failed' ? summary.perhapsStarted : summary.nothingStarted}</p>
          </Notice>
        )}
        <Button tone="primary" isBusy={isStarting} onPress={() => void begin(store)}>
          {summary.start}
        </Button>
      </div>
      {failure && failure.field === null && (
        <Notice tone="warn" title={summary.failed} isLive>
          <p>{textOf(failure.text)}</p>
        </Notice>
      )}
      {answer && <EstimatedFacts estimate={answer} isShortened={reuseUnchanged && archivedAt !== null} />}
    </section>
  )
}

async function begin(store: NewArchiveStore): Promise<void> {
  const taskId = await store.begin()
  if (taskId !== null) goTo(addresses.task(taskId))
}

interface CountedItemsProps {
  readonly answer: TaskEstimate | null
  readonly isAsking: boolean
  readonly isFailed: boolean
}

function CountedItems({ answer, isAsking, isFailed }: CountedItemsProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { summary } = words.newArchive
  if (answer === null) return isAsking ? summary.counting : isFailed ? null : summary.notCounted
  const { itemCount, isCountComplete } = answer
  if (itemCount === 0) return isCountComplete ? summary.nothing : summary.notCounted
  return summary.items(formatNumber(itemCount), itemCount === 1, isCountComplete)
}

interface EstimatedFactsProps {
  readonly estimate: TaskEstimate
  /** What has not changed is not read again. */
  readonly isShortened: boolean
}

function EstimatedFacts({ estimate, isShortened }: EstimatedFactsProps): ReactNode {
  const { words, formatNumber, roundTime } = useLanguage()
  const { summary } = words.newArchive
  const { archiveName, itemCount, isCountComplete, examples, bytesPerItem, secondsPerItem, basedOnItems } = estimate
  const others = itemCount - examples.length
  const time = secondsPerItem === null ? summary.notKnown : summary.takes(roundTime(secondsPerItem * itemCount))
  return (
    <>
      <dl className={styles['facts']}>
        <div>
          <dt>{summary.size}</dt>
          <dd>
            {bytesPerItem === null
              ? summary.notKnown
              : summary.about(sizeInWords(bytesPerItem * itemCount, formatNumber))}
          </dd>
        </div>
        <div>
          <dt>{summary.time}</dt>
          <dd>{isShortened && secondsPerItem !== null ? summary.atMost(time) : time}</dd>
        </div>
        {archiveName !== null && (
          <div data-wide="">
            <dt>{summary.archiveName}</dt>
            <dd>
              <bdi>{archiveName}.zip</bdi>
            </dd>
          </div>
        )}
        {examples.length > 0 && (
          <div data-wide="">
            <dt>{summary.examples}</dt>
            <dd>
              <ul className={styles['examples']}>
                {examples.map(({ title, path }) => (
                  <li key={`${path} ${title}`}>
                    <bdi>{path}</bdi>
                  </li>
                ))}
                {others > 0 && (
                  <li className={styles['quiet']}>{summary.andMore(isCountComplete ? formatNumber(others) : null)}</li>
                )}
              </ul>
            </dd>
          </div>
        )}
      </dl>
      <p className={styles['quiet']}>
        {basedOnItems === 0 ? summary.notKnownWhy : summary.basedOn(formatNumber(basedOnItems), basedOnItems === 1)}
      </p>
    </>
  )
}
