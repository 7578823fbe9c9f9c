import type { ReportLanguage } from '../documents/index.ts'

/** Words that reports of all kinds of activities use. A driver adds its own. */
export interface ReportWords {
  readonly language: ReportLanguage
  readonly student: string
  readonly idNumber: string
  readonly userName: string
  readonly groups: string
  readonly state: string
  readonly grade: string
  readonly notGraded: string
  readonly lastChange: string
  readonly attachments: string
  /** Files that texts of the site link to or embed. */
  readonly linkedFiles: string
  readonly units: { readonly day: string; readonly hour: string; readonly minute: string; readonly second: string }
  readonly months: readonly string[]
  /** Day, month in words, year. */
  readonly date: (day: number, month: string, year: number) => string
  /** Note of a report that names nobody: what it cannot promise. */
  readonly anonymised: string
  /** Note: pictures in the report are smaller than on the site. */
  readonly imagesReduced: (pixels: number) => string
  readonly materials: MaterialWords
}

/** Sentences about pictures and files that a report lacks. */
export interface MaterialWords {
  readonly image: (name: string, reason: string) => string
  readonly notAnImage: string
  readonly file: (name: string, reason: string) => string
  readonly fileTooLarge: (name: string, size: string, most: string) => string
  readonly tooManyFiles: string
}

const english: ReportWords = {
  language: 'en',
  student: 'Student',
  idNumber: 'ID number',
  userName: 'User name',
  groups: 'Groups',
  state: 'State',
  grade: 'Grade',
  notGraded: 'not graded yet',
  lastChange: 'Last change',
  attachments: 'Files handed in',
  linkedFiles: 'Files that the text links to',
  units: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  months: 'January February March April May June July August September October November December'.split(' '),
  date: (day, month, year) => `${day} ${month} ${year}`,
  imagesReduced: (pixels) =>
    `Pictures were reduced to at most ${pixels} pixels. Files that were handed in are as they were.`,
  anonymised:
    'This copy is anonymised: names and ids are replaced by pseudonyms. What people wrote themselves, pictures and attached files may still tell who they are, and so may the times.',
  materials: {
    image: (name, reason) => `The picture ${name} is not in the report: ${reason}`,
    notAnImage: 'the file is not a picture that can be read.',
    file: (name, reason) => `The file ${name} could not be kept: ${reason}`,
    fileTooLarge: (name, size, most) =>
      `The file ${name} (${size}) was left out, as the settings ask for: it is larger than ${most}.`,
    tooManyFiles: 'The texts link to more files than are kept; some were left out.',
  },
}

const german: ReportWords = {
  language: 'de',
  student: 'Person',
  idNumber: 'Matrikelnummer',
  userName: 'Anmeldename',
  groups: 'Gruppen',
  state: 'Status',
  grade: 'Bewertung',
  notGraded: 'noch nicht bewertet',
  lastChange: 'Letzte Änderung',
  attachments: 'Abgegebene Dateien',
  linkedFiles: 'Dateien, auf die der Text verweist',
  units: { day: 'T', hour: 'Std.', minute: 'Min.', second: 'Sek.' },
  months: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  date: (day, month, year) => `${day}. ${month} ${year}`,
  imagesReduced: (pixels) =>
    `Bilder wurden auf höchstens ${pixels} Pixel verkleinert. Abgegebene Dateien sind unverändert.`,
  anonymised:
    'Diese Kopie ist anonymisiert: Namen und Kennungen sind durch Pseudonyme ersetzt. Was Personen selbst geschrieben haben, Bilder und beigefügte Dateien können dennoch verraten, wer sie sind, ebenso die Zeiten.',
  materials: {
    image: (name, reason) => `Das Bild ${name} ist nicht im Bericht: ${reason}`,
    notAnImage: 'Die Datei ist kein lesbares Bild.',
    file: (name, reason) => `Die Datei ${name} konnte nicht aufbewahrt werden: ${reason}`,
    fileTooLarge: (name, size, most) =>
      `Die Datei ${name} (${size}) wurde weggelassen, wie eingestellt: Sie ist größer als ${most}.`,
    tooManyFiles: 'Die Texte verweisen auf mehr Dateien, als aufbewahrt werden; einige wurden weggelassen.',
  },
}

const words: Readonly<Record<ReportLanguage, ReportWords>> = { en: english, de: german }

export function reportWords(language: ReportLanguage): ReportWords {
  return words[language]
}
