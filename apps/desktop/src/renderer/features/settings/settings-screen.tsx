import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { NowhereScreen } from '../../navigation/nowhere-screen.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { ArchiversSection } from '../archivers/archivers-section.tsx'
import { PresetsSection } from '../presets/presets-section.tsx'
import { DiagnosticsSection } from '../diagnostics/diagnostics-section.tsx'
import { SitesSection } from '../sites/sites-section.tsx'
import { StorageSection } from '../storage/storage-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { sectionNames, type SettingsSection } from './section-names.ts'
import styles from './settings-screen.module.css'

const sections: Readonly<Record<SettingsSection, () => ReactNode>> = {
  appearance: AppearanceSection,
  sites: SitesSection,
  presets: PresetsSection,
  storage: StorageSection,
  archivers: ArchiversSection,
  diagnostics: DiagnosticsSection,
}

export interface SettingsScreenProps {
  /** From the address. */
  readonly section: string | undefined
}

/** What can be set, one section at a time; the first one unless asked for. */
export function SettingsScreen({ section = sectionNames[0] }: SettingsScreenProps): ReactNode {
  const { words } = useLanguage()
  const shown = sectionNames.find((name) => name === section)
  if (!shown) return <NowhereScreen />
  const Section = sections[shown]
  return (
    <>
      <ScreenHeader title={words.settings.title} />
      <nav className={styles['sections']} aria-label={words.settings.sectionsLabel}>
        {sectionNames.map((name) => (
          <a key={name} href={addresses.settings(name)} aria-current={name === shown ? 'page' : undefined}>
            {words.settings.sections[name]}
          </a>
        ))}
      </nav>
      <Section />
    </>
  )
}
