/** What somebody reads and presses on their way through the app. */
export interface WalkWords {
  readonly locale: string
  readonly welcome: string
  readonly connect: string
  readonly address: string
  readonly find: string
  readonly noAddress: string
  readonly trySample: string
  readonly noneArchived: string
  readonly course: string
  readonly exam: string
  readonly chosen: string
  readonly chooseSettings: string
  readonly contents: string
  readonly reports: RegExp
  readonly archiveNow: string
  readonly showArchive: string
  readonly seal: string
  readonly notVerified: string
  readonly verify: string
  readonly intact: string
  readonly courses: string
  readonly oneArchived: string
  readonly archiveChanged: string
  readonly allArchived: string
}

export const englishWalk: WalkWords = {
  locale: 'en-GB',
  welcome: 'Welcome to Muniment',
  connect: 'Connect Moodle',
  address: 'Address of your Moodle',
  find: 'Find site',
  noAddress: 'This is not the address of a website',
  trySample: 'Try the sample',
  noneArchived: '0 of 2 activities archived.',
  course: 'Sample course: Trees around us',
  exam: 'Sample exam: leaves, bark and roots',
  chosen: '1 chosen',
  chooseSettings: 'Choose settings …',
  contents: 'What will be in it',
  reports: /^[1-9]\d* reports$/u,
  archiveNow: 'Archive now',
  showArchive: 'Show the archive',
  seal: 'Seal',
  notVerified: 'Not verified yet',
  verify: 'Verify now',
  intact: 'Intact',
  courses: 'Courses',
  oneArchived: '1 of 2 activities archived.',
  archiveChanged: 'Archive new and changed',
  allArchived: 'Both activities are archived.',
}

export const germanWalk: WalkWords = {
  locale: 'de-DE',
  welcome: 'Willkommen bei Muniment',
  connect: 'Moodle verbinden',
  address: 'Adresse Ihres Moodle',
  find: 'Seite suchen',
  noAddress: 'Das ist keine Adresse einer Website',
  trySample: 'Beispiel öffnen',
  noneArchived: '0 von 2 Aktivitäten archiviert.',
  course: 'Beispielkurs: Bäume um uns',
  exam: 'Beispielprüfung: Blatt, Rinde und Wurzel',
  chosen: '1 gewählt',
  chooseSettings: 'Einstellungen wählen …',
  contents: 'Was hineinkommt',
  reports: /^[1-9]\d* Berichte$/u,
  archiveNow: 'Jetzt archivieren',
  showArchive: 'Archiv zeigen',
  seal: 'Siegel',
  notVerified: 'Noch nicht geprüft',
  verify: 'Jetzt prüfen',
  intact: 'Unversehrt',
  courses: 'Kurse',
  oneArchived: '1 von 2 Aktivitäten archiviert.',
  archiveChanged: 'Neues und Geändertes archivieren',
  allArchived: 'Beide Aktivitäten sind archiviert.',
}
