import type { SettingsDefinition, SettingsPreset } from '../../../driver/settings-definition.ts'

const group = { key: 'scope', label: { en: 'What is archived', de: 'Was archiviert wird' } }

/** Settings of the notebook driver. */
export const notebookSettings: readonly SettingsDefinition[] = [
  {
    kind: 'scope',
    key: 'scope',
    label: { en: 'Pages', de: 'Seiten' },
    group,
    default: { mode: 'all' },
    modes: [
      { value: 'all', label: { en: 'All pages', de: 'Alle Seiten' } },
      { value: 'pages', label: { en: 'Chosen pages', de: 'Ausgewählte Seiten' }, picks: 'items' },
    ],
  },
  {
    kind: 'boolean',
    key: 'anonymise',
    label: { en: 'Name nobody', de: 'Niemanden nennen' },
    group,
    default: false,
  },
]

/** Presets of the notebook driver. */
export const notebookPresets: readonly SettingsPreset[] = [
  {
    key: 'anonymous',
    label: { en: 'For teaching', de: 'Für die Lehre' },
    help: { en: 'Names nobody.', de: 'Nennt niemanden.' },
    settings: { anonymise: true },
  },
]
