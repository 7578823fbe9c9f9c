import type { Preferences } from './preferences-store.ts'
import type { SettingsSection } from './section-names.ts'

export interface SettingsWords {
  readonly title: string
  readonly sectionsLabel: string
  readonly sections: Readonly<Record<SettingsSection, string>>
  readonly language: {
    readonly label: string
    readonly choices: Readonly<Record<Preferences['language'], string>>
  }
  readonly theme: {
    readonly label: string
    readonly choices: Readonly<Record<Preferences['theme'], string>>
  }
}
