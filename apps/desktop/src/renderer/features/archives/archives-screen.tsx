import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { pause } from '../../connection/pause.ts'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { ArchiveRow } from './archive-row.tsx'
import { ArchiveSearchStore } from './archive-search-store.ts'
import styles from './archives-screen.module.css'

/** Where is that exam? */
export function ArchivesScreen(): ReactNode {
  const { words, formatNumber, textOf } = useLanguage()
  const engine = useEngine()
  const [store] = useState(() => new ArchiveSearchStore({ engine, pause }))
  useEffect(() => store.load(), [store])
  const { search, answered, found, nextCursor, notListed, isLoading, failure } = useStore(store.state)
  const { archives } = words
  return (
    <>
      <ScreenHeader title={archives.title} />
      <div className={styles['search']}>
        <SearchField label={archives.searchLabel} value={search} onChange={(typed) => store.setSearch(typed)} />
        <p>{archives.searchHelp}</p>
      </div>
      {failure && (
        <div className={styles['notice']}>
          <Notice
            tone="bad"
            title={archives.failed}
            actions={<Button onPress={() => void store.load()}>{words.general.tryAgain}</Button>}
          >
            {textOf(failure.text)}
          </Notice>
        </div>
      )}
      {answered === null && !failure && <Waiting>{archives.loading}</Waiting>}
      {answered !== null && found.length === 0 && <NothingFound search={answered} />}
      {found.length > 0 && (
        <ul className={styles['list']} aria-label={archives.listLabel} aria-busy={isLoading}>
          {found.map((one) => (
            <ArchiveRow key={one.archive.id} found={one} />
          ))}
        </ul>
      )}
      {nextCursor !== null && (
        <div className={styles['more']}>
          <Button onPress={() => store.showMore()} isBusy={isLoading}>
            {archives.showMore}
          </Button>
        </div>
      )}
      {notListed > 0 && <p className={styles['quiet']}>{archives.notListed(notListed, formatNumber(notListed))}</p>}
    </>
  )
}

function NothingFound({ search }: { readonly search: string }): ReactNode {
  const { archives } = useLanguage().words
  const { nothing, notFound } = archives
  if (search.trim() !== '') {
    return (
      <EmptyState title={notFound.title(search.trim())}>
        <p>{notFound.text}</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={nothing.title} actions={<ButtonLink href={addresses.tasks()}>{nothing.action}</ButtonLink>}>
      <p>{nothing.text}</p>
    </EmptyState>
  )
}
