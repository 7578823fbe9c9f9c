/** Languages of the start page. */
export type StartPageLanguage = 'en' | 'de'

export interface StartPageWords {
  readonly archive: string
  readonly skip: string
  readonly complete: (total: string) => string
  readonly completeNote: string
  readonly incomplete: (archived: string, total: string) => string
  readonly incompleteNone: (archived: string, total: string) => string
  readonly incompleteNote: string
  readonly moreMissing: (count: string) => string
  readonly leftOut: (count: string) => string
  readonly anonymised: string
  readonly anonymisedNote: string
  readonly notices: (count: string) => string
  readonly notice: (reports: number, shown: string) => string
  readonly otherNotices: (count: string) => string
  readonly unpackFirst: string
  readonly about: string
  readonly taken: string
  readonly from: (start: string) => string
  readonly people: string
  readonly peopleAndItems: (people: number, items: number, shown: readonly [string, string]) => string
  readonly states: string
  readonly reports: string
  readonly activity: string
  readonly course: string
  readonly site: string
  readonly release: string
  readonly kinds: Readonly<Record<string, string>>
  readonly facts: Readonly<Record<string, string>>
  readonly settings: string
  readonly yes: string
  readonly no: string
  readonly items: string
  readonly itemsCaption: string
  readonly item: string
  readonly files: string
  /** The columns of drivers that the start page shows, in this order. */
  readonly columns: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string>>
  readonly search: string
  readonly sortBy: string
  readonly shownAll: string
  readonly shownSome: string
  readonly shownFirst: string
  readonly showAll: string
  readonly noItems: string
  readonly notArchived: string
  readonly roles: { readonly report: string; readonly copy: string; readonly raw: string }
  readonly attachments: (count: string) => string
  readonly additionalFiles: string
  readonly additionalFilesNote: string
  readonly calledBefore: (name: string) => string
  readonly archiving: string
  readonly archivingNote: string
  readonly archivingFrame: string
  readonly archivingLink: string
  readonly archivingLabels: Readonly<Record<string, string>>
  readonly lists: string
  readonly listNotes: { readonly csv: string; readonly jsonLines: string; readonly description: string }
  readonly verify: string
  readonly verifyIntro: string
  readonly verifyMuniment: string
  readonly verifyUnpacked: string
  readonly verifyWindows: string
  readonly verifyMac: string
  readonly verifyLinux: string
  readonly verifyBag: string
  readonly verifyMeaning: string
  readonly verifyTime: string
  readonly footer: string
  readonly months: readonly string[]
  readonly decimalMark: string
  readonly thousandsMark: string
}

const english: StartPageWords = {
  archive: 'Muniment archive',
  skip: 'Skip to the list',
  complete: (total) => `Complete: ${total} of ${total} archived.`,
  completeNote: 'Nothing that was asked for is missing.',
  incomplete: (archived, total) => `Incomplete: ${archived} of ${total} archived.`,
  incompleteNone: (archived, total) =>
    `Incomplete: ${archived} of ${total} archived, but something of them is missing.`,
  incompleteNote: 'This archive was sealed although something is missing:',
  moreMissing: (count) => `Show ${count} more`,
  leftOut: (count) => `${count} more are listed in items.csv.`,
  anonymised: 'Anonymised: this archive names nobody.',
  anonymisedNote:
    'Pseudonyms stand for people and groups. What somebody wrote into an answer or a picture, or what a file that was handed in or added says, may still tell who it was.',
  notices: (count) => (count === '1' ? 'One thing to know' : `${count} things to know`),
  notice: (reports, shown) => (reports === 1 ? '1 report:' : `${shown} reports:`),
  otherNotices: (count) => `There is more to know about ${count} others; it stands with each in the list below.`,
  unpackFirst:
    'If links lead nowhere, this page was opened inside the zip: unpack the whole zip first, then open index.html in its folder “data”.',
  about: 'What this is',
  taken: 'Taken',
  from: (start) => `from ${start}`,
  people: 'People',
  peopleAndItems: (people, items, [shownPeople, shownItems]) =>
    people === items
      ? shownPeople
      : `${shownPeople} ${people === 1 ? 'person' : 'people'}, ${shownItems} ${items === 1 ? 'entry' : 'entries'} in the list`,
  states: 'States',
  reports:
    'Each report is a PDF made to be kept (PDF/A-3a): it needs nothing but a PDF reader, can be searched and read aloud, and carries the data that it shows as an attached file.',
  activity: 'Activity',
  course: 'Course',
  site: 'Read from',
  release: 'Software of the site',
  kinds: { quiz: 'Quiz', assign: 'Assignment', forum: 'Forum' },
  facts: {
    opensAt: 'Opened',
    closesAt: 'Closed',
    dueAt: 'Due',
    cutOffAt: 'Cut-off',
    timeLimitSeconds: 'Time limit',
    maxGrade: 'Highest grade',
    gradeMethod: 'Which attempt counts',
    sectionName: 'Section',
    idNumber: 'Id number',
  },
  settings: 'Settings of this archive',
  yes: 'Yes',
  no: 'No',
  items: 'Who and what',
  itemsCaption: 'Everything in this archive, one row each, with links to the files. Times are in UTC.',
  item: 'Name',
  files: 'Files',
  columns: {
    id_number: 'Id number',
    groups: 'Groups',
    state: 'State',
    submitted: 'Handed in (UTC)',
    finished: 'Finished (UTC)',
    marks: 'Marks',
    grade: 'Grade',
  },
  values: {
    finished: 'Finished',
    in_progress: 'In progress',
    overdue: 'Overdue',
    abandoned: 'Never submitted',
    not_started: 'Not started',
    submitted: 'Submitted',
    draft: 'Draft',
    reopened: 'Re-opened',
    none: 'Nothing handed in',
    highest: 'Highest grade',
    average: 'Average grade',
    first: 'First attempt',
    last: 'Last attempt',
  },
  search: 'Search in this list',
  sortBy: 'Sort by',
  shownAll: '{total} in all',
  shownSome: '{shown} of {total} found',
  shownFirst: 'These are the first {most} of {shown}.',
  showAll: 'Show all {shown}',
  noItems: 'There is nothing to list: no one had taken part when the archive was made.',
  notArchived: 'Not archived.',
  roles: { report: 'Report (PDF)', copy: 'Report (HTML)', raw: 'Original data' },
  attachments: (count) => `${count} files handed in`,
  additionalFiles: 'Added by hand',
  additionalFilesNote:
    'These files do not come from the site. Whoever asked for this archive put them in, and they are kept byte for byte.',
  calledBefore: (name) => `called “${name}” when it was added`,
  archiving: 'When and by whom it was archived',
  archivingNote:
    'What differs each time something is archived stands beside this folder, in bag-info.txt, so that two archives of the same data have the same content:',
  archivingFrame: 'Content of bag-info.txt',
  archivingLink: 'Open bag-info.txt',
  archivingLabels: {
    'Bagging-Date': 'the day on which it was archived',
    'Muniment-Requested-By': 'who asked for the archive',
    'Muniment-Read-As': 'whose account the site was read with',
    'Bag-Software-Agent': 'the program and its version',
    'External-Identifier': 'the number of this archive, unlike any other',
    'Payload-Oxum': 'how many bytes and files there are in “data”',
  },
  lists: 'The same as data',
  listNotes: {
    csv: 'this list as a table for a spreadsheet',
    jsonLines: 'everything that the reports show, for programs',
    description: 'the activity and the settings, for programs',
  },
  verify: 'How to check that nothing was changed',
  verifyIntro:
    'Every file of this archive has a checksum, and the list of checksums has one of its own. This page cannot check itself; any of the following ways can. None of them needs a network.',
  verifyMuniment: 'With Muniment, on the archive as you received it (the zip):',
  verifyUnpacked:
    'Without Muniment, unpack the zip and open a terminal in the folder that holds bagit.txt. No line may be reported as failed.',
  verifyWindows: 'Windows (PowerShell); prints nothing if all is well:',
  verifyMac: 'macOS:',
  verifyLinux: 'Linux:',
  verifyBag: 'The folder is a BagIt 1.0 bag (RFC 8493), so any BagIt tool checks it as well:',
  verifyMeaning:
    'This shows damage and careless changes. Someone who changes a file on purpose can write new checksums too. Against that, compare the checksum of the zip, or of tagmanifest-sha256.txt, with the one that was noted when the archive was made.',
  verifyTime:
    'If the folder has a file timestamp.tsr, a time-stamping authority has certified the checksums at a point in time (RFC 3161):',
  footer: 'Made with Muniment. This page needs no network and no script.',
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  decimalMark: '.',
  thousandsMark: ',',
}

const german: StartPageWords = {
  archive: 'Muniment-Archiv',
  skip: 'Zur Liste springen',
  complete: (total) => `Vollständig: ${total} von ${total} archiviert.`,
  completeNote: 'Von dem, was archiviert werden sollte, fehlt nichts.',
  incomplete: (archived, total) => `Unvollständig: ${archived} von ${total} archiviert.`,
  incompleteNone: (archived, total) =>
    `Unvollständig: ${archived} von ${total} archiviert, doch nicht jedes davon ganz.`,
  incompleteNote: 'Dieses Archiv wurde versiegelt, obwohl etwas fehlt:',
  moreMissing: (count) => `${count} weitere anzeigen`,
  leftOut: (count) => `${count} weitere stehen in items.csv.`,
  anonymised: 'Anonymisiert: Dieses Archiv nennt niemanden.',
  anonymisedNote:
    'Für Personen und Gruppen stehen Pseudonyme. Was jemand in eine Antwort oder ein Bild geschrieben hat oder was in einer abgegebenen oder hinzugefügten Datei steht, kann dennoch verraten, wer es war.',
  notices: (count) => (count === '1' ? 'Ein Hinweis' : `${count} Hinweise`),
  notice: (reports, shown) => (reports === 1 ? '1 Bericht:' : `${shown} Berichte:`),
  otherNotices: (count) => `Zu ${count} weiteren gibt es Hinweise; sie stehen jeweils unten in der Liste.`,
  unpackFirst:
    'Führen Verweise ins Leere, so wurde diese Seite in der Zip-Datei geöffnet: Entpacken Sie zuerst die ganze Zip-Datei und öffnen Sie dann index.html im Ordner „data“.',
  about: 'Was hier aufbewahrt wird',
  taken: 'Bearbeitet',
  from: (start) => `ab ${start}`,
  people: 'Personen',
  peopleAndItems: (people, items, [shownPeople, shownItems]) =>
    people === items
      ? shownPeople
      : `${shownPeople} ${people === 1 ? 'Person' : 'Personen'}, ${shownItems} ${items === 1 ? 'Eintrag' : 'Einträge'} in der Liste`,
  states: 'Status',
  reports:
    'Jeder Bericht ist ein PDF zum Aufbewahren (PDF/A-3a): Er braucht nur ein PDF-Programm, lässt sich durchsuchen und vorlesen und trägt die Daten, die er zeigt, als angehängte Datei in sich.',
  activity: 'Aktivität',
  course: 'Kurs',
  site: 'Gelesen von',
  release: 'Software der Website',
  kinds: { quiz: 'Test', assign: 'Aufgabe', forum: 'Forum' },
  facts: {
    opensAt: 'Geöffnet',
    closesAt: 'Geschlossen',
    dueAt: 'Fällig',
    cutOffAt: 'Abgabeschluss',
    timeLimitSeconds: 'Zeitbegrenzung',
    maxGrade: 'Höchste Bewertung',
    gradeMethod: 'Welcher Versuch zählt',
    sectionName: 'Abschnitt',
    idNumber: 'ID-Nummer',
  },
  settings: 'Einstellungen dieses Archivs',
  yes: 'Ja',
  no: 'Nein',
  items: 'Wer und was',
  itemsCaption: 'Alles in diesem Archiv, je eine Zeile, mit Verweisen auf die Dateien. Zeiten in UTC.',
  item: 'Name',
  files: 'Dateien',
  columns: {
    id_number: 'ID-Nummer',
    groups: 'Gruppen',
    state: 'Status',
    submitted: 'Abgegeben (UTC)',
    finished: 'Beendet (UTC)',
    marks: 'Punkte',
    grade: 'Bewertung',
  },
  values: {
    finished: 'Beendet',
    in_progress: 'In Bearbeitung',
    overdue: 'Überfällig',
    abandoned: 'Nie abgegeben',
    not_started: 'Nicht begonnen',
    submitted: 'Abgegeben',
    draft: 'Entwurf',
    reopened: 'Wieder geöffnet',
    none: 'Nichts abgegeben',
    highest: 'Bester Versuch',
    average: 'Durchschnitt',
    first: 'Erster Versuch',
    last: 'Letzter Versuch',
  },
  search: 'In dieser Liste suchen',
  sortBy: 'Sortieren nach',
  shownAll: '{total} insgesamt',
  shownSome: '{shown} von {total} gefunden',
  shownFirst: 'Das sind die ersten {most} von {shown}.',
  showAll: 'Alle {shown} anzeigen',
  noItems: 'Die Liste ist leer: Niemand hatte teilgenommen, als das Archiv entstand.',
  notArchived: 'Nicht archiviert.',
  roles: { report: 'Bericht (PDF)', copy: 'Bericht (HTML)', raw: 'Ursprüngliche Daten' },
  attachments: (count) => `${count} abgegebene Dateien`,
  additionalFiles: 'Von Hand hinzugefügt',
  additionalFilesNote:
    'Diese Dateien stammen nicht von der Website. Wer dieses Archiv angefordert hat, hat sie beigelegt; sie sind Byte für Byte erhalten.',
  calledBefore: (name) => `hieß beim Hinzufügen „${name}“`,
  archiving: 'Wann und von wem archiviert wurde',
  archivingNote:
    'Was bei jedem Archivieren anders ist, steht neben diesem Ordner in bag-info.txt. So haben zwei Archive derselben Daten denselben Inhalt:',
  archivingFrame: 'Inhalt von bag-info.txt',
  archivingLink: 'bag-info.txt öffnen',
  archivingLabels: {
    'Bagging-Date': 'der Tag, an dem archiviert wurde',
    'Muniment-Requested-By': 'wer das Archiv angefordert hat',
    'Muniment-Read-As': 'mit wessen Konto die Website gelesen wurde',
    'Bag-Software-Agent': 'das Programm und seine Version',
    'External-Identifier': 'die Nummer dieses Archivs, die es nur einmal gibt',
    'Payload-Oxum': 'wie viele Bytes und Dateien in „data“ liegen',
  },
  lists: 'Dasselbe als Daten',
  listNotes: {
    csv: 'diese Liste als Tabelle für ein Tabellenprogramm',
    jsonLines: 'alles, was die Berichte zeigen, für Programme',
    description: 'die Aktivität und die Einstellungen, für Programme',
  },
  verify: 'So prüfen Sie, dass nichts verändert wurde',
  verifyIntro:
    'Jede Datei dieses Archivs hat eine Prüfsumme, und auch die Liste der Prüfsummen hat eine. Diese Seite kann sich nicht selbst prüfen; jeder der folgenden Wege kann es. Keiner braucht ein Netz.',
  verifyMuniment: 'Mit Muniment, am Archiv, wie Sie es erhalten haben (der Zip-Datei):',
  verifyUnpacked:
    'Ohne Muniment entpacken Sie die Zip-Datei und öffnen ein Terminal in dem Ordner, in dem bagit.txt liegt. Keine Zeile darf als fehlerhaft gemeldet werden.',
  verifyWindows: 'Windows (PowerShell); ohne Ausgabe ist alles in Ordnung:',
  verifyMac: 'macOS:',
  verifyLinux: 'Linux:',
  verifyBag: 'Der Ordner ist ein Bag nach BagIt 1.0 (RFC 8493); jedes BagIt-Werkzeug kann ihn ebenfalls prüfen:',
  verifyMeaning:
    'Das zeigt Schäden und versehentliche Änderungen. Wer eine Datei mit Absicht ändert, kann auch neue Prüfsummen schreiben. Dagegen hilft der Vergleich der Prüfsumme der Zip-Datei oder von tagmanifest-sha256.txt mit der, die beim Archivieren festgehalten wurde.',
  verifyTime:
    'Liegt im Ordner eine Datei timestamp.tsr, so hat eine Zeitstempelstelle die Prüfsummen zu einem Zeitpunkt beglaubigt (RFC 3161):',
  footer: 'Erstellt mit Muniment. Diese Seite braucht weder Netz noch Skript.',
  months: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  decimalMark: ',',
  thousandsMark: '.',
}

export const startPageWords: Readonly<Record<StartPageLanguage, StartPageWords>> = { en: english, de: german }
