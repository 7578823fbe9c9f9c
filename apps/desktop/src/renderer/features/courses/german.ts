import type { CourseWords } from './words.ts'

const activities = (count: number): string => (count === 1 ? 'Aktivität' : 'Aktivitäten')

export const german: CourseWords = {
  title: 'Kurse',
  summary: (toArchive, shown) =>
    toArchive === 0
      ? 'Alles, was sich archivieren lässt, ist archiviert.'
      : `${shown} ${activities(toArchive)} ${toArchive === 1 ? 'ist' : 'sind'} noch nicht oder nicht auf dem neuesten Stand archiviert.`,
  waiting: 'Ihre Kurse werden gelesen …',
  failed: 'Ihre Kurse lassen sich nicht zeigen',
  addSource: 'Weitere Seite verbinden',
  none: {
    title: 'Noch kein Kurs',
    text: 'Sobald ein Moodle verbunden ist, sehen Sie hier Ihre Kurse: was archiviert ist, was sich seitdem geändert hat und was fehlt.',
    action: 'Los geht es',
  },
  noCourses: 'Ihr Konto hat auf dieser Seite keinen Kurs, den Muniment lesen darf.',
  sample: 'Erfunden, zum Ausprobieren',
  signedInAs: (name) => `als ${name}`,
  readingCourses: 'Kurse werden gelesen …',
  showMore: 'Weitere Kurse zeigen',
  coursesOf: (siteName) => `Kurse von ${siteName}`,
  sourceFailed: (siteName) => `${siteName} ist zurzeit nicht lesbar`,
  signInNeeded: {
    title: 'Bitte neu anmelden',
    text: 'Die Seite nimmt die aufbewahrte Anmeldung nicht mehr an. Aufträge, die darauf warten, gehen danach von selbst weiter.',
    action: 'Neu anmelden',
  },
  offline: 'Was archiviert ist, bleibt da und lässt sich ohne die Seite lesen und prüfen.',
  counts: ({ total, archived, changed, archiving, failed }, format) => {
    if (total === 0) return 'Hier lässt sich nichts archivieren.'
    const parts = [
      archived === total
        ? total === 1
          ? 'Die Aktivität ist archiviert'
          : total === 2
            ? 'Beide Aktivitäten sind archiviert'
            : `Alle ${format(total)} Aktivitäten sind archiviert`
        : `${format(archived)} von ${format(total)} ${activities(total)} archiviert`,
    ]
    if (changed > 0) parts.push(`${format(changed)} seitdem geändert`)
    if (archiving > 0) parts.push(`${format(archiving)} in Arbeit`)
    if (failed > 0) parts.push(`${format(failed)} fehlgeschlagen`)
    return `${parts.join(', ')}.`
  },
  courseFailed: 'Dieser Kurs ist nicht lesbar:',
  archiveChanged: 'Neues und Geändertes archivieren',
  archiveChangedOf: (courseName) => `Neues und Geändertes archivieren in ${courseName}`,
  archiveQuestion: {
    title: 'Neues und Geändertes archivieren?',
    text: (count, shown) =>
      `${shown} ${activities(count)}, noch nie archiviert oder seitdem geändert, ${count === 1 ? 'wird' : 'werden'} mit den üblichen Einstellungen archiviert. Sie können dabei zusehen, anhalten und währenddessen weiterarbeiten.`,
    action: 'Archivieren',
  },
  starting: 'Wird begonnen …',
  started: (count, shown) => `${shown} ${count === 1 ? 'Auftrag wurde' : 'Aufträge wurden'} begonnen.`,
  showTasks: 'Aufträge zeigen',
  notStarted: 'Einiges ließ sich nicht beginnen',
  courseWaiting: 'Der Kurs wird gelesen …',
  courseNotRead: 'Dieser Kurs lässt sich nicht zeigen',
  tableLabel: (courseName) => `Aktivitäten von ${courseName}`,
  columns: { activity: 'Aktivität', kind: 'Art', closes: 'Endet', state: 'Stand' },
  kinds: {
    quiz: 'Test',
    assign: 'Aufgabe',
    forum: 'Forum',
    choice: 'Abstimmung',
    workshop: 'Gegenseitige Beurteilung',
    page: 'Textseite',
    feedback: 'Feedback',
    glossary: 'Glossar',
    wiki: 'Wiki',
    lesson: 'Lektion',
    data: 'Datenbank',
    resource: 'Datei',
    folder: 'Verzeichnis',
    url: 'Link',
    label: 'Textfeld',
    h5pactivity: 'H5P',
    scorm: 'Lernpaket',
    lti: 'Externes Tool',
    book: 'Buch',
  },
  noClose: 'kein Ende',
  states: {
    not_supported: 'Nicht archivierbar',
    never_archived: 'Nie archiviert',
    archiving: 'Wird archiviert',
    failed: 'Fehlgeschlagen',
    changed: 'Seitdem geändert',
    archived: 'Archiviert',
  },
  archivedAt: (date) => `archiviert ${date}`,
  incomplete: 'unvollständig',
  noArchiver: 'kein Archivierer dafür',
  search: 'Aktivitäten suchen',
  filter: 'Zeigen',
  filters: {
    all: 'Alle Aktivitäten',
    'to-archive': 'Zu archivieren',
    archived: 'Archiviert',
    'not-supported': 'Nicht archivierbar',
  },
  nothingFound: 'Keine Aktivität passt dazu.',
  nothingThere: 'Dieser Kurs hat keine Aktivitäten.',
  selection: {
    label: 'Was mit den gewählten Aktivitäten geschehen soll',
    count: (_count, shown) => `${shown} gewählt`,
    archive: () => 'Archivieren',
    choose: 'Einstellungen wählen …',
    clear: 'Auswahl aufheben',
    leftOut: (count, shown) =>
      `${shown} davon ${count === 1 ? 'lässt' : 'lassen'} sich jetzt nicht archivieren und ${count === 1 ? 'wird' : 'werden'} ausgelassen`,
  },
}
