import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Loaded } from '../../connection/loaded.tsx'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SiteRow } from './site-row.tsx'
import styles from './sites-section.module.css'
import { SitesStore } from './sites-store.ts'

/** The connected sources: where they are, who is signed in, and whether that still works. */
export function SitesSection(): ReactNode {
  const { words } = useLanguage()
  const engine = useEngine()
  const [store] = useState(() => new SitesStore(engine))
  useEffect(() => () => store.leave(), [store])
  const { isLoading } = useStore(store.sites.pages.state)
  const { sites: said } = words
  return (
    <div className={styles['section']}>
      <div className={styles['head']}>
        <p>{said.summary}</p>
        <ButtonLink href={addresses.connect()}>{said.connect}</ButtonLink>
      </div>
      <Loaded store={store.sites.pages} waiting={said.loading} failed={said.failed}>
        {({ entries, nextCursor }) =>
          entries.length === 0 ? (
            <EmptyState title={said.none.title}>
              <p>{said.none.text}</p>
            </EmptyState>
          ) : (
            <>
              <ul className={styles['list']} aria-label={said.listLabel}>
                {entries.map((site) => (
                  <SiteRow key={site.source.id} store={store} site={site} />
                ))}
              </ul>
              {nextCursor !== null && (
                <div>
                  <Button isBusy={isLoading} onPress={() => store.sites.showMore()}>
                    {said.showMore}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
    </div>
  )
}
