import type { ArchiveRemoval } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { desktopRequester } from '../../../shared/desktop-requester.ts'
import { Loaded } from '../../connection/loaded.tsx'
import { PagedStore } from '../../connection/paged-store.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { sizeInWords } from '../archives/size-in-words.ts'
import { readRemovals } from './read-removals.ts'
import styles from './storage-section.module.css'

/** What is kept of archives that were deleted; the newest first. */
export function Removals(): ReactNode {
  const { removals: said } = useLanguage().words.storage
  const engine = useEngine()
  const [store] = useState(() => new PagedStore((cursor, signal) => readRemovals(engine, cursor, signal)))
  const { isLoading } = useStore(store.pages.state)
  return (
    <section className={styles['part']}>
      <h2>{said.title}</h2>
      <p className={styles['quiet']}>{said.text}</p>
      <Loaded store={store.pages} waiting={said.waiting} failed={said.failed}>
        {({ entries, nextCursor }) => (
          <>
            {entries.length === 0 ? (
              <p>{said.none}</p>
            ) : (
              <ul className={styles['list']} aria-label={said.title}>
                {entries.map((removal) => (
                  <RemovalRow key={removal.archiveId} removal={removal} />
                ))}
              </ul>
            )}
            {nextCursor !== null && (
              <div>
                <Button isBusy={isLoading} onPress={() => store.showMore()}>
                  {said.showMore}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

function RemovalRow({ removal }: { readonly removal: ArchiveRemoval }): ReactNode {
  const { words, formatDate, formatDay, formatNumber } = useLanguage()
  const { removals: said } = words.storage
  const { title, fileName, removedAt, removedBy, reason, items, sizeBytes, sealedAt, fileRemoved } = removal
  return (
    <li className={styles['removal']}>
      <h3>
        <bdi title={fileName}>{title}</bdi>
      </h3>
      <p>{said.who(formatDate(removedAt), removedBy === desktopRequester ? null : removedBy)}</p>
      <p>
        {said.why} <bdi>{reason}</bdi>
      </p>
      <p className={styles['quiet']}>
        {said.what(items, formatNumber(items), sizeInWords(sizeBytes, formatNumber), formatDay(sealedAt))}
      </p>
      {!fileRemoved && <p className={styles['quiet']}>{said.fileThere}</p>}
    </li>
  )
}
