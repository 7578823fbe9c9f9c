import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CheckWord } from './check-word.tsx'
import { ForgetDialog } from './forget-dialog.tsx'
import { SiteFacts } from './site-facts.tsx'
import styles from './sites-section.module.css'
import type { Site, SitesStore } from './sites-store.ts'

export interface SiteRowProps {
  readonly store: SitesStore
  readonly site: Site
}

/** A connected source, and what can be done with it. */
export function SiteRow({ store, site }: SiteRowProps): ReactNode {
  const { words } = useLanguage()
  const check = useStore(store.checks, (checks) => checks.get(site.source.id))
  const [isAsking, setIsAsking] = useState(false)
  const { id, siteName, kind } = site.source
  const { sites: said } = words
  const isRefused = check?.phase === 'fails' && check.failure.code === 'source_unauthenticated'
  return (
    <li className={styles['site']}>
      <h2>
        <bdi>{siteName}</bdi>
      </h2>
      <SiteFacts source={site.source} traffic={check?.phase === 'works' ? check.traffic : site.traffic} />
      <div role="status">{check && <CheckWord check={check} />}</div>
      <div className={styles['actions']}>
        {kind !== 'sample' && (
          <>
            <Button
              label={said.checkOf(siteName)}
              isBusy={check?.phase === 'checking'}
              onPress={() => void store.check(id)}
            >
              {said.check}
            </Button>
            <ButtonLink href={addresses.signInAgain(id)} tone={isRefused ? 'primary' : 'plain'}>
              {said.signInAgain}
            </ButtonLink>
          </>
        )}
        <Button
          label={said.forget.openOf(siteName)}
          onPress={() => {
            store.forgetFailure()
            setIsAsking(true)
          }}
        >
          {said.forget.open}
        </Button>
      </div>
      <ForgetDialog store={store} source={site.source} isOpen={isAsking} onClose={() => setIsAsking(false)} />
    </li>
  )
}
