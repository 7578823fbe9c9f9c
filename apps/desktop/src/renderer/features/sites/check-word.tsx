import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { StateWord } from '../../ui/state-word.tsx'
import type { SiteCheck } from './sites-store.ts'

/** What came of asking a site who we are. */
export function CheckWord({ check }: { readonly check: SiteCheck }): ReactNode {
  const { words, textOf } = useLanguage()
  const { checking, works, signInGone } = words.sites
  switch (check.phase) {
    case 'checking':
      return (
        <StateWord tone="busy" icon="clock">
          {checking}
        </StateWord>
      )
    case 'works':
      return (
        <StateWord tone="good" icon="check">
          {works}
        </StateWord>
      )
    case 'fails':
      return check.failure.code === 'source_unauthenticated' ? (
        <StateWord tone="warn" icon="warning">
          {signInGone}
        </StateWord>
      ) : (
        <StateWord tone="bad" icon="cross">
          {words.connect.problem(check.failure.code ?? '', 'browser') ?? textOf(check.failure.text)}
        </StateWord>
      )
  }
}
