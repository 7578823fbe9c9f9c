import { useLayoutEffect, useMemo, type ReactNode } from 'react'
import { I18nProvider, useLocale } from 'react-aria-components'
import { useStore } from 'zustand'
import { bridgeName } from '../../../shared/ipc-contract.ts'
import { chooseLanguage, LanguageContext } from '../../language/language.ts'
import type { PreferencesStore } from './preferences-store.ts'
import { PreferencesContext } from './use-preferences.ts'

export interface WithPreferencesProps {
  readonly store: PreferencesStore
  /** Languages of the system, the preferred one first. */
  readonly systemLanguages: readonly string[]
  readonly children: ReactNode
}

/** Shows what it holds in the language and the theme that were chosen, and tells the page of both. */
export function WithPreferences({ store, systemLanguages, children }: WithPreferencesProps): ReactNode {
  const { language: chosen, theme } = useStore(store.state)
  const language = useMemo(() => {
    // Of the system's tags in the chosen language, the first one tells how numbers and dates are written.
    const tags = systemLanguages.filter((tag) => chosen === 'system' || tag.toLowerCase().startsWith(chosen))
    return chooseLanguage(chosen === 'system' ? tags : [...tags, chosen])
  }, [chosen, systemLanguages])
  useLayoutEffect(() => {
    const { documentElement } = document
    documentElement.lang = language.tag
    // Notifications and questions of the app itself are in the same language.
    void window[bridgeName]?.speakLanguage(language.name)
    if (theme === 'system') delete documentElement.dataset['theme']
    else documentElement.dataset['theme'] = theme
  }, [language, theme])
  return (
    <PreferencesContext value={store}>
      <LanguageContext value={language}>
        <I18nProvider locale={language.tag}>
          <Direction>{children}</Direction>
        </I18nProvider>
      </LanguageContext>
    </PreferencesContext>
  )
}

function Direction({ children }: { readonly children: ReactNode }): ReactNode {
  const { direction } = useLocale()
  useLayoutEffect(() => {
    document.documentElement.dir = direction
  }, [direction])
  return children
}
