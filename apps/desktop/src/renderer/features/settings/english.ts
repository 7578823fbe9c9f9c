import type { SettingsWords } from './words.ts'

export const english: SettingsWords = {
  title: 'Settings',
  sectionsLabel: 'Sections',
  sections: {
    appearance: 'Language and appearance',
    sites: 'Sites',
    presets: 'Presets',
    storage: 'Storage',
    archivers: 'Archivers',
    diagnostics: 'Diagnostics',
  },
  language: { label: 'Language', choices: { system: 'As the computer', en: 'English', de: 'Deutsch' } },
  theme: { label: 'Appearance', choices: { system: 'As the computer', light: 'Light', dark: 'Dark' } },
}
