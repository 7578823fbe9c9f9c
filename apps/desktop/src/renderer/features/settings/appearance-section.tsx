import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { RadioChoice } from '../../ui/radio-choice.tsx'
import { languageChoices, themeChoices } from './preferences-store.ts'
import styles from './settings-screen.module.css'
import { usePreferences } from './use-preferences.ts'

/** Language and theme; a choice holds at once. */
export function AppearanceSection(): ReactNode {
  const { store, preferences } = usePreferences()
  const { language, theme } = useLanguage().words.settings
  return (
    <div className={styles['group']}>
      <RadioChoice
        label={language.label}
        options={languageChoices.map((id) => ({ id, name: language.choices[id] }))}
        value={preferences.language}
        onChange={(chosen) => store.change({ language: chosen })}
      />
      <RadioChoice
        label={theme.label}
        options={themeChoices.map((id) => ({ id, name: theme.choices[id] }))}
        value={preferences.theme}
        onChange={(chosen) => store.change({ theme: chosen })}
      />
    </div>
  )
}
