import type { ArchivesWords } from './words.ts'

export const german: ArchivesWords = {
  title: 'Archive',
  searchLabel: 'Studierende, Kurse, Aktivitäten, Daten suchen',
  searchHelp: 'Namen, Matrikelnummern, Anmeldenamen, Titel und Tage wie 12.2.2026. Alle Wörter müssen zutreffen.',
  listLabel: 'Archive',
  loading: 'Archive werden gesucht …',
  failed: 'Die Archive können nicht gezeigt werden',
  sealed: (date) => `Versiegelt am ${date}`,
  entries: (count, written) => (count === 1 ? '1 Eintrag' : `${written} Einträge`),
  incomplete: 'unvollständig',
  found: (names, more) => `Gefunden: ${names.join(', ')}${more > 0 ? ` und ${more} weitere` : ''}`,
  showMore: 'Mehr zeigen',
  notListed: (count, written) =>
    count === 1
      ? 'Was in einem Archiv ist, ist nicht bekannt: Es wird gerade gelesen oder ist nicht lesbar. Gefunden wird es nur über Titel und Kurs.'
      : `Was in ${written} Archiven ist, ist nicht bekannt: Sie werden gerade gelesen oder sind nicht lesbar. Gefunden werden sie nur über Titel und Kurs.`,
  verdicts: {
    never: 'Noch nicht geprüft',
    intact: (date) => `Unversehrt am ${date}`,
    damaged: (date) => `Nicht wie versiegelt, festgestellt am ${date}`,
    notFullyChecked: (date) => `Am ${date} nicht vollständig geprüft`,
  },
  nothing: {
    title: 'Noch gibt es keine Archive',
    text: 'Jede Prüfung, die Sie archivieren, wird als eine Datei versiegelt. Hier finden Sie sie wieder, nach Person, Kurs oder Datum, und weisen nach, dass nichts verändert wurde.',
    action: 'Aufträge zeigen',
  },
  notFound: {
    title: (search) => `Kein Archiv enthält „${search}“`,
    text: 'Alle Wörter müssen zutreffen. Versuchen Sie es mit weniger Wörtern oder nur mit dem Anfang eines Namens.',
  },
}
