import type { ReportLanguage } from '../../documents/index.ts'
import type { QuizAttemptState } from '../../sources/activity-source.ts'

/** The report's own words about an attempt. Words of the site (states, feedback, history) stay as the site gave them. */
export interface AttemptWords {
  readonly language: ReportLanguage
  readonly attempt: (number: number) => string
  readonly student: string
  readonly idNumber: string
  readonly userName: string
  readonly groups: string
  readonly attemptNumber: string
  readonly preview: string
  readonly state: string
  readonly started: string
  readonly completed: string
  readonly duration: string
  readonly marks: string
  readonly grade: string
  readonly overallFeedback: string
  readonly notGraded: string
  readonly states: Readonly<Record<QuizAttemptState, string>>
  readonly units: { readonly day: string; readonly hour: string; readonly minute: string; readonly second: string }
  readonly months: readonly string[]
  /** Day, month in words, year. */
  readonly date: (day: number, month: string, year: number) => string
  readonly flagged: string
  readonly autosaved: string
  readonly parts: PartWords
  readonly questionTypes: Readonly<Record<string, string>>
  readonly choices: (offered: string) => string
  readonly notPlaced: (things: string) => string
  readonly zone: (number: number) => string
  /** A zone of a picture by its shape (circle, rectangle, polygon) and its numbers in pixels. */
  readonly zoneShape: (shape: string, coordinates: string) => string
  readonly picture: (number: number) => string
  readonly choice: (number: number) => string
  readonly background: string
  readonly noAnswer: string
  readonly missingSlot: string
  readonly missingSlotText: (slot: number) => string
  readonly remarks: RemarkWords
}

/** Headings of parts; the prompt has none. */
export interface PartWords {
  readonly answer: string
  readonly specificFeedback: string
  readonly generalFeedback: string
  readonly rightAnswer: string
  readonly comment: string
  readonly history: string
  readonly attachments: string
  readonly otherFiles: string
}

/** Sentences for people about what a report lacks. */
export interface RemarkWords {
  readonly missingSlot: (slot: number) => string
  readonly image: (name: string, reason: string) => string
  readonly notAnImage: string
  readonly file: (name: string, reason: string) => string
  readonly unknownType: (type: string, question: string) => string
  readonly positions: (question: string) => string
  readonly question: (number: string) => string
}

const english: AttemptWords = {
  language: 'en',
  attempt: (number) => `attempt ${number}`,
  student: 'Student',
  idNumber: 'ID number',
  userName: 'User name',
  groups: 'Groups',
  attemptNumber: 'Attempt',
  preview: 'trial run of a teacher',
  state: 'State',
  started: 'Started',
  completed: 'Completed',
  duration: 'Duration',
  marks: 'Marks',
  grade: 'Grade',
  overallFeedback: 'Overall feedback',
  notGraded: 'not graded yet',
  states: {
    not_started: 'Not started',
    in_progress: 'In progress',
    overdue: 'Overdue',
    submitted: 'Submitted',
    finished: 'Finished',
    abandoned: 'Never submitted',
  },
  units: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  months: 'January February March April May June July August September October November December'.split(' '),
  date: (day, month, year) => `${day} ${month} ${year}`,
  flagged: 'flagged',
  autosaved: 'saved automatically, not submitted',
  parts: {
    answer: 'Answer',
    specificFeedback: 'Feedback to the answer',
    generalFeedback: 'Feedback to the question',
    rightAnswer: 'Right answer',
    comment: 'Comment',
    history: 'Response history',
    attachments: 'Files handed in',
    otherFiles: 'Files',
  },
  questionTypes: {
    description: 'Information',
    multichoice: 'Multiple choice',
    truefalse: 'True or false',
    shortanswer: 'Short answer',
    numerical: 'Numerical',
    calculated: 'Calculated',
    calculatedmulti: 'Calculated multiple choice',
    calculatedsimple: 'Simple calculated',
    essay: 'Essay',
    match: 'Matching',
    randomsamatch: 'Random matching',
    multianswer: 'Cloze',
    ddwtos: 'Drag words into text',
    gapselect: 'Select missing words',
    ddimageortext: 'Drag onto image',
    ddmarker: 'Drag markers',
    ordering: 'Ordering',
  },
  choices: (offered) => `Choices: ${offered}`,
  notPlaced: (things) => `Not placed: ${things}`,
  zone: (number) => `zone ${number}`,
  zoneShape: (shape, coordinates) => `${shape} at ${coordinates} (pixels)`,
  picture: (number) => `picture ${number}`,
  choice: (number) => `choice ${number}`,
  background: 'Background picture',
  noAnswer: 'No answer',
  missingSlot: 'Not given by the site',
  missingSlotText: (slot) =>
    `The attempt has a question in slot ${slot}, but the site did not give it. In quizzes that are taken in order, the site leaves out what was not reached.`,
  remarks: {
    missingSlot: (slot) => `The question in slot ${slot} was not given by the site.`,
    image: (name, reason) => `The picture ${name} is not in the report: ${reason}`,
    notAnImage: 'the file is not a picture that can be read.',
    file: (name, reason) => `The file ${name} could not be kept: ${reason}`,
    unknownType: (type, question) =>
      `${question} (${type}) is built in a way that is not known; its text is shown without its own layout.`,
    positions: (question) => `The drop positions of ${question} were not given; the answer is shown as a table.`,
    question: (number) => (number === '' ? 'A question' : `Question ${number}`),
  },
}

const germanShapes: Readonly<Record<string, string>> = { circle: 'Kreis', rectangle: 'Rechteck', polygon: 'Vieleck' }

const german: AttemptWords = {
  language: 'de',
  attempt: (number) => `Versuch ${number}`,
  student: 'Person',
  idNumber: 'Matrikelnummer',
  userName: 'Anmeldename',
  groups: 'Gruppen',
  attemptNumber: 'Versuch',
  preview: 'Probelauf einer Lehrperson',
  state: 'Status',
  started: 'Begonnen',
  completed: 'Beendet',
  duration: 'Dauer',
  marks: 'Punkte',
  grade: 'Bewertung',
  overallFeedback: 'Gesamtfeedback',
  notGraded: 'noch nicht bewertet',
  states: {
    not_started: 'Nicht begonnen',
    in_progress: 'In Bearbeitung',
    overdue: 'Überfällig',
    submitted: 'Abgegeben',
    finished: 'Beendet',
    abandoned: 'Nie abgegeben',
  },
  units: { day: 'T', hour: 'Std.', minute: 'Min.', second: 'Sek.' },
  months: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  date: (day, month, year) => `${day}. ${month} ${year}`,
  flagged: 'markiert',
  autosaved: 'automatisch gespeichert, nicht abgegeben',
  parts: {
    answer: 'Antwort',
    specificFeedback: 'Feedback zur Antwort',
    generalFeedback: 'Feedback zur Frage',
    rightAnswer: 'Richtige Antwort',
    comment: 'Kommentar',
    history: 'Antwortverlauf',
    attachments: 'Abgegebene Dateien',
    otherFiles: 'Dateien',
  },
  questionTypes: {
    description: 'Information',
    multichoice: 'Multiple Choice',
    truefalse: 'Wahr oder falsch',
    shortanswer: 'Kurzantwort',
    numerical: 'Numerisch',
    calculated: 'Berechnet',
    calculatedmulti: 'Berechnete Multiple Choice',
    calculatedsimple: 'Einfach berechnet',
    essay: 'Freitext',
    match: 'Zuordnung',
    randomsamatch: 'Zufällige Zuordnung',
    multianswer: 'Lückentext',
    ddwtos: 'Wörter in Text ziehen',
    gapselect: 'Fehlende Wörter auswählen',
    ddimageortext: 'Auf Bild ziehen',
    ddmarker: 'Markierungen ziehen',
    ordering: 'Anordnung',
  },
  choices: (offered) => `Zur Auswahl: ${offered}`,
  notPlaced: (things) => `Nicht platziert: ${things}`,
  zone: (number) => `Ziel ${number}`,
  zoneShape: (shape, coordinates) => `${germanShapes[shape] ?? shape} bei ${coordinates} (Pixel)`,
  picture: (number) => `Bild ${number}`,
  choice: (number) => `Auswahl ${number}`,
  background: 'Hintergrundbild',
  noAnswer: 'Keine Antwort',
  missingSlot: 'Von der Website nicht geliefert',
  missingSlotText: (slot) =>
    `Der Versuch hat an Stelle ${slot} eine Frage, die von der Website nicht geliefert wurde. In Tests mit fester Reihenfolge fehlt, was nicht erreicht wurde.`,
  remarks: {
    missingSlot: (slot) => `Die Frage an Stelle ${slot} wurde von der Website nicht geliefert.`,
    image: (name, reason) => `Das Bild ${name} ist nicht im Bericht: ${reason}`,
    notAnImage: 'Die Datei ist kein lesbares Bild.',
    file: (name, reason) => `Die Datei ${name} konnte nicht aufbewahrt werden: ${reason}`,
    unknownType: (type, question) =>
      `${question} (${type}) ist auf unbekannte Weise aufgebaut; der Text steht ohne eigene Gestaltung hier.`,
    positions: (question) =>
      `Die Positionen von ${question} wurden nicht geliefert; die Antwort steht als Tabelle hier.`,
    question: (number) => (number === '' ? 'Eine Frage' : `Frage ${number}`),
  },
}

const words: Readonly<Record<ReportLanguage, AttemptWords>> = { en: english, de: german }

export function attemptWords(language: ReportLanguage): AttemptWords {
  return words[language]
}
