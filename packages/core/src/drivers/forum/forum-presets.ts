import type { SettingsPreset } from '../../driver/settings-definition.ts'

/** Settings for purposes. */
export const forumPresets: readonly SettingsPreset[] = [
  {
    key: 'complete',
    label: { en: 'Complete, as evidence', de: 'Vollständig, als Nachweis' },
    help: { en: 'Each discussion with all its posts.', de: 'Jede Diskussion mit allen Beiträgen.' },
    settings: {},
  },
  {
    key: 'participants',
    label: { en: 'What each person wrote', de: 'Was jede Person schrieb' },
    help: {
      en: 'One report of each person’s posts, with the beginning of what they answer, ratings and grades: for marking and for objections.',
      de: 'Ein Bericht je Person mit ihren Beiträgen, dem Anfang dessen, worauf sie antworten, und den Bewertungen: für Benotung und Einsprüche.',
    },
    settings: { arrangement: 'participant' },
  },
]
