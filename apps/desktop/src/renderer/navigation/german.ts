import type { NavigationWords } from './words.ts'

export const german: NavigationWords = {
  label: 'Hauptnavigation',
  skip: 'Zum Inhalt',
  signOut: 'Abmelden',
  places: { courses: 'Kurse', tasks: 'Aufträge', archives: 'Archive', settings: 'Einstellungen' },
  nowhere: {
    title: 'Hier ist nichts',
    text: 'Was diese Adresse zeigte, gibt es nicht oder nicht mehr.',
    toTasks: 'Aufträge zeigen',
  },
}
