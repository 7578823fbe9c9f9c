import type { SettingsWords } from './words.ts'

export const german: SettingsWords = {
  title: 'Einstellungen',
  sectionsLabel: 'Abschnitte',
  sections: {
    appearance: 'Sprache und Darstellung',
    sites: 'Seiten',
    presets: 'Vorlagen',
    storage: 'Speicher',
    archivers: 'Archivierer',
    diagnostics: 'Diagnose',
  },
  language: { label: 'Sprache', choices: { system: 'Wie der Computer', en: 'English', de: 'Deutsch' } },
  theme: { label: 'Darstellung', choices: { system: 'Wie der Computer', light: 'Hell', dark: 'Dunkel' } },
}
