import type { ReportLanguage } from '../../documents/index.ts'
import { reportWords, type ReportWords } from '../../reporting/report-words.ts'

/** The report's own words about a workshop. */
export interface WorkshopWords extends ReportWords {
  readonly submission: string
  readonly handedIn: string
  readonly late: string
  readonly lateYes: string
  readonly published: string
  readonly yes: string
  readonly nothingHandedIn: string
  readonly nothingHandedInState: string
  readonly calculated: string
  readonly setBy: (name: string) => string
  readonly assessingGrade: string
  readonly instructions: string
  readonly forAuthors: string
  readonly forReviewers: string
  readonly conclusion: string
  readonly feedbackToAuthor: string
  readonly assessment: (number: number) => string
  readonly assessmentBy: (name: string) => string
  readonly weight: string
  readonly assessed: string
  readonly worth: string
  readonly aspect: string
  readonly chosen: string
  readonly points: string
  readonly comment: string
  readonly form: string
  readonly feedbackToReviewer: string
  readonly unknownPerson: string
  readonly given: string
  readonly author: string
  readonly noAssessments: string
  readonly formNotGiven: (number: number) => string
  readonly notKnownWhoIsMissing: string
}

type OwnWords = Omit<WorkshopWords, keyof ReportWords>

const english: OwnWords = {
  submission: 'Submission',
  handedIn: 'Handed in',
  late: 'Late',
  lateYes: 'handed in after the end',
  published: 'Published',
  yes: 'yes',
  nothingHandedIn: 'Nothing was handed in.',
  nothingHandedInState: 'Nothing handed in',
  calculated: 'Calculated from the assessments',
  setBy: (name) => (name === '' ? 'set by a teacher' : `set by ${name}`),
  assessingGrade: 'Grade for assessing',
  instructions: 'Instructions',
  forAuthors: 'For handing in',
  forReviewers: 'For assessing',
  conclusion: 'Conclusion',
  feedbackToAuthor: 'Feedback to the author',
  assessment: (number) => `Assessment ${number}`,
  assessmentBy: (name) => `Assessment by ${name}`,
  weight: 'Weight',
  assessed: 'Assessed',
  worth: 'Grade for this assessment',
  aspect: 'Aspect',
  chosen: 'Chosen',
  points: 'Points',
  comment: 'Comment',
  form: 'Assessment form',
  feedbackToReviewer: 'Feedback to the reviewer',
  unknownPerson: 'somebody whom the site does not name',
  given: 'Assessments given',
  author: 'Author',
  noAssessments: 'Nobody assessed this submission.',
  formNotGiven: (number) => `The filled form of assessment ${number} is not given by the site; its grade is.`,
  notKnownWhoIsMissing:
    'The site does not tell of whom a submission is expected, so those who handed in nothing are not listed.',
}

const german: OwnWords = {
  submission: 'Einreichung',
  handedIn: 'Eingereicht',
  late: 'Verspätet',
  lateYes: 'nach dem Ende eingereicht',
  published: 'Veröffentlicht',
  yes: 'ja',
  nothingHandedIn: 'Es wurde nichts eingereicht.',
  nothingHandedInState: 'Nichts eingereicht',
  calculated: 'Aus den Beurteilungen berechnet',
  setBy: (name) => (name === '' ? 'von einer Lehrperson gesetzt' : `von ${name} gesetzt`),
  assessingGrade: 'Bewertung der Beurteilungen',
  instructions: 'Anleitung',
  forAuthors: 'Zum Einreichen',
  forReviewers: 'Zum Beurteilen',
  conclusion: 'Abschluss',
  feedbackToAuthor: 'Feedback an die einreichende Person',
  assessment: (number) => `Beurteilung ${number}`,
  assessmentBy: (name) => `Beurteilung von ${name}`,
  weight: 'Gewicht',
  assessed: 'Beurteilt',
  worth: 'Bewertung dieser Beurteilung',
  aspect: 'Aspekt',
  chosen: 'Gewählt',
  points: 'Punkte',
  comment: 'Kommentar',
  form: 'Beurteilungsbogen',
  feedbackToReviewer: 'Feedback an die beurteilende Person',
  unknownPerson: 'jemand, den die Website nicht nennt',
  given: 'Abgegebene Beurteilungen',
  author: 'Eingereicht von',
  noAssessments: 'Niemand hat diese Einreichung beurteilt.',
  formNotGiven: (number) =>
    `Der ausgefüllte Bogen von Beurteilung ${number} wird von der Website nicht geliefert, ihre Bewertung schon.`,
  notKnownWhoIsMissing:
    'Die Website nennt nicht, von wem eine Einreichung erwartet wird; wer nichts einreichte, ist deshalb nicht aufgeführt.',
}

const words: Readonly<Record<ReportLanguage, WorkshopWords>> = {
  en: { ...reportWords('en'), ...english },
  de: { ...reportWords('de'), ...german },
}

export function workshopWords(language: ReportLanguage): WorkshopWords {
  return words[language]
}
