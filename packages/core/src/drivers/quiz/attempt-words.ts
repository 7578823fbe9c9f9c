import type { ReportLanguage } from '../../documents/index.ts'
import { reportWords, type ReportWords } from '../../reporting/report-words.ts'
import type { QuizAttemptState } from '../../sources/activity-source.ts'

/** The report's own words about an attempt. Words of the site (states, feedback, history) stay as the site gave them. */
export interface AttemptWords extends ReportWords {
  readonly attempt: (number: number) => string
  readonly attemptNumber: string
  readonly preview: string
  readonly started: string
  readonly completed: string
  readonly duration: string
  readonly marks: string
  readonly overallFeedback: string
  readonly times: TimeWords
  readonly states: Readonly<Record<QuizAttemptState, string>>
  /** A page of the quiz, from 1. */
  readonly page: (number: number) => string
  readonly flagged: string
  readonly autosaved: string
  /** Beside the heading of a question whose type or behaviour is not one of Moodle's own. */
  readonly withoutStyling: string
  /** Above what a question's page holds without showing it. */
  readonly unseenData: string
  readonly cutOff: (characters: string) => string
  readonly essay: EssayWords
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
  /** Why slots are missing in quizzes that must be taken in order. */
  readonly missingInOrder: string
  readonly remarks: RemarkWords
}

/** What is told about the time of an attempt, beside when it began and ended. */
export interface TimeWords {
  readonly allowed: string
  /** More time was used than the quiz allows; the service does not tell who was granted more. */
  readonly beyond: (duration: string) => string
  readonly opens: string
  readonly closes: string
  readonly afterClosing: (duration: string) => string
  /** When the time of an attempt in progress ends. */
  readonly ends: string
  readonly graceEnds: string
  readonly ofHistories: string
  /** `zones` are offsets such as `UTC+02:00`; empty if they could not be found out. */
  readonly asWritten: (zones: string) => string
}

/** What an essay asked for. */
export interface EssayWords {
  readonly textRequired: string
  readonly textOptional: string
  readonly wordsBetween: (least: number, most: number) => string
  readonly wordsAtLeast: (least: number) => string
  readonly wordsAtMost: (most: number) => string
  readonly filesAtMost: (most: number) => string
  readonly filesUnlimited: string
  readonly filesRequired: (least: number) => string
  readonly fileTypes: (types: string) => string
}

/** Headings of parts; the prompt has none. */
export interface PartWords {
  readonly answer: string
  readonly specificFeedback: string
  readonly generalFeedback: string
  readonly rightAnswer: string
  readonly graderInfo: string
  readonly asked: string
  readonly template: string
  readonly linkedFiles: string
  readonly comment: string
  readonly history: string
  readonly otherFiles: string
}

/** Sentences for people about what a report lacks. */
export interface RemarkWords {
  readonly missingSlot: (slot: number) => string
  readonly unknownType: (type: string, question: string) => string
  readonly unknownBehaviour: (behaviour: string, question: string) => string
  readonly reviewRefused: (reason: string) => string
  readonly positions: (question: string) => string
  readonly question: (number: string) => string
}

type OwnWords = Omit<AttemptWords, keyof ReportWords>

const english: OwnWords = {
  attempt: (number) => `attempt ${number}`,
  attemptNumber: 'Attempt',
  preview: 'trial run of a teacher',
  started: 'Started',
  completed: 'Completed',
  duration: 'Duration',
  marks: 'Marks',
  overallFeedback: 'Overall feedback',
  times: {
    allowed: 'Time allowed',
    beyond: (duration) => `exceeded by ${duration}; the site does not tell whether more time was granted`,
    opens: 'Quiz opens',
    closes: 'Quiz closes',
    afterClosing: (duration) => `completed ${duration} later`,
    ends: 'Time ends',
    graceEnds: 'Grace period ends',
    ofHistories: 'Times of histories',
    asWritten: (zones) => (zones === '' ? 'as the site wrote them' : `as the site wrote them, in ${zones}`),
  },
  states: {
    not_started: 'Not started',
    in_progress: 'In progress',
    overdue: 'Overdue',
    submitted: 'Submitted',
    finished: 'Finished',
    abandoned: 'Never submitted',
  },
  page: (number) => `Page ${number}`,
  flagged: 'flagged',
  autosaved: 'saved automatically, not submitted',
  withoutStyling: 'shown without its own styling',
  unseenData: 'Data that the page of the question holds without showing it',
  cutOff: (characters) => `Cut here: ${characters} characters in all, whole in the data attached to this report.`,
  essay: {
    textRequired: 'A text is required.',
    textOptional: 'A text is optional.',
    wordsBetween: (least, most) => `Between ${least} and ${most} words.`,
    wordsAtLeast: (least) => `At least ${least} words.`,
    wordsAtMost: (most) => `At most ${most} words.`,
    filesAtMost: (most) => `Files allowed: ${most}.`,
    filesUnlimited: 'Any number of files is allowed.',
    filesRequired: (least) => `Files required: ${least}.`,
    fileTypes: (types) => `Types of files: ${types}.`,
  },
  parts: {
    answer: 'Answer',
    specificFeedback: 'Feedback to the answer',
    generalFeedback: 'Feedback to the question',
    rightAnswer: 'Right answer',
    graderInfo: 'Information for markers',
    asked: 'Asked for',
    template: 'Given to start with',
    linkedFiles: 'Files of the question',
    comment: 'Comment',
    history: 'Response history',
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
  missingSlotText: (slot) => `The attempt has a question in slot ${slot}, but the site did not give it.`,
  missingInOrder: 'In quizzes that are taken in order, the site leaves out what was not reached.',
  remarks: {
    missingSlot: (slot) => `The question in slot ${slot} was not given by the site.`,
    unknownType: (type, question) =>
      `${question} (${type}) is of a type that is not Moodle’s own, or built in a way that is not known; it is shown without its own styling.`,
    unknownBehaviour: (behaviour, question) =>
      `${question} is run in a way that is not Moodle’s own (${behaviour}); what belongs to that is shown without its own styling.`,
    reviewRefused: (reason) => `The site gave no review of this attempt, so its questions are missing: ${reason}`,
    positions: (question) => `The drop positions of ${question} were not given; the answer is shown as a table.`,
    question: (number) => (number === '' ? 'A question' : `Question ${number}`),
  },
}

const germanShapes: Readonly<Record<string, string>> = { circle: 'Kreis', rectangle: 'Rechteck', polygon: 'Vieleck' }

const german: OwnWords = {
  attempt: (number) => `Versuch ${number}`,
  attemptNumber: 'Versuch',
  preview: 'Probelauf einer Lehrperson',
  started: 'Begonnen',
  completed: 'Beendet',
  duration: 'Dauer',
  marks: 'Punkte',
  overallFeedback: 'Gesamtfeedback',
  times: {
    allowed: 'Erlaubte Zeit',
    beyond: (duration) => `um ${duration} überschritten; ob mehr Zeit gewährt wurde, teilt die Website nicht mit`,
    opens: 'Test öffnet',
    closes: 'Test schließt',
    afterClosing: (duration) => `${duration} später beendet`,
    ends: 'Zeit endet',
    graceEnds: 'Nachfrist endet',
    ofHistories: 'Zeiten der Verläufe',
    asWritten: (zones) =>
      zones === '' ? 'wie von der Website angegeben' : `wie von der Website angegeben, in ${zones}`,
  },
  states: {
    not_started: 'Nicht begonnen',
    in_progress: 'In Bearbeitung',
    overdue: 'Überfällig',
    submitted: 'Abgegeben',
    finished: 'Beendet',
    abandoned: 'Nie abgegeben',
  },
  page: (number) => `Seite ${number}`,
  flagged: 'markiert',
  autosaved: 'automatisch gespeichert, nicht abgegeben',
  withoutStyling: 'ohne eigene Gestaltung gezeigt',
  unseenData: 'Daten, die auf der Seite der Frage stehen, ohne gezeigt zu werden',
  cutOff: (characters) =>
    `Hier gekürzt: insgesamt ${characters} Zeichen, vollständig in den Daten, die diesem Bericht beigefügt sind.`,
  essay: {
    textRequired: 'Ein Text ist verlangt.',
    textOptional: 'Ein Text ist freigestellt.',
    wordsBetween: (least, most) => `${least} bis ${most} Wörter.`,
    wordsAtLeast: (least) => `Mindestens ${least} Wörter.`,
    wordsAtMost: (most) => `Höchstens ${most} Wörter.`,
    filesAtMost: (most) => `Erlaubte Dateien: ${most}.`,
    filesUnlimited: 'Beliebig viele Dateien sind erlaubt.',
    filesRequired: (least) => `Verlangte Dateien: ${least}.`,
    fileTypes: (types) => `Dateitypen: ${types}.`,
  },
  parts: {
    answer: 'Antwort',
    specificFeedback: 'Feedback zur Antwort',
    generalFeedback: 'Feedback zur Frage',
    rightAnswer: 'Richtige Antwort',
    graderInfo: 'Hinweise für Bewertende',
    asked: 'Vorgaben',
    template: 'Vorlage',
    linkedFiles: 'Dateien der Frage',
    comment: 'Kommentar',
    history: 'Antwortverlauf',
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
  missingSlotText: (slot) => `Der Versuch hat an Stelle ${slot} eine Frage, die von der Website nicht geliefert wurde.`,
  missingInOrder: 'In Tests mit fester Reihenfolge fehlt, was nicht erreicht wurde.',
  remarks: {
    missingSlot: (slot) => `Die Frage an Stelle ${slot} wurde von der Website nicht geliefert.`,
    unknownType: (type, question) =>
      `${question} (${type}) ist von einem Typ, der nicht zu Moodle selbst gehört, oder auf unbekannte Weise aufgebaut; sie steht ohne eigene Gestaltung hier.`,
    unknownBehaviour: (behaviour, question) =>
      `${question} läuft auf eine Weise ab, die nicht zu Moodle selbst gehört (${behaviour}); was dazu gehört, steht ohne eigene Gestaltung hier.`,
    reviewRefused: (reason) =>
      `Die Website hat keine Überprüfung dieses Versuchs geliefert; seine Fragen fehlen deshalb: ${reason}`,
    positions: (question) =>
      `Die Positionen von ${question} wurden nicht geliefert; die Antwort steht als Tabelle hier.`,
    question: (number) => (number === '' ? 'Eine Frage' : `Frage ${number}`),
  },
}

const words: Readonly<Record<ReportLanguage, AttemptWords>> = {
  en: { ...reportWords('en'), ...english },
  de: { ...reportWords('de'), ...german },
}

export function attemptWords(language: ReportLanguage): AttemptWords {
  return words[language]
}
