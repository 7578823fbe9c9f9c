import type { PaletteWords } from './words.ts'

export const german: PaletteWords = {
  title: 'Suchen und öffnen',
  label: 'Kurs, Person, Auftrag, Archiv oder Ansicht',
  open: 'Suchen',
  kinds: { place: 'Ansichten', course: 'Kurse', task: 'Aufträge', archive: 'Archive', person: 'Personen in Archiven' },
  looking: 'Wird gesucht …',
  nothing: 'Nichts gefunden. Mit weniger Buchstaben findet sich mehr.',
}
