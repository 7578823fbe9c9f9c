import type { ReportLanguage } from '../../documents/index.ts'
import { reportWords, type ReportWords } from '../../reporting/index.ts'
import type { SubmissionState, UnreadPart } from '../../sources/assignment-source.ts'

/** The reports' own words. Names of plugins, words of scales and texts stay as the site gave them. */
export interface AssessmentWords extends ReportWords {
  readonly assignment: string
  readonly attempt: (number: number) => string
  readonly attemptOf: (number: number, latest: number) => string
  readonly attemptLabel: string
  readonly states: Readonly<Record<SubmissionState, string>>
  readonly team: string
  readonly noTeam: string
  readonly members: string
  readonly teamId: string
  readonly handedIn: string
  readonly begun: string
  readonly opens: string
  readonly due: string
  readonly dueHere: string
  readonly extendedTo: string
  readonly cutOff: string
  readonly gradingDue: string
  readonly timeLimit: string
  readonly lateBy: string
  readonly late: string
  readonly ownPart: string
  readonly locked: string
  readonly isLocked: string
  readonly gradedAt: string
  readonly gradedBy: string
  readonly unknownMarker: string
  readonly marking: string
  readonly markingStates: Readonly<Record<string, string>>
  readonly allocatedTo: string
  readonly submission: string
  readonly nothing: string
  readonly nothingSaved: string
  readonly noOnlineSubmission: string
  readonly comments: string
  /** `author` and `moment` may be empty. */
  readonly commentBy: (author: string, moment: string) => string
  readonly gradeAndFeedback: string
  readonly filledForm: string
  /** Above files that a text shows or links to. */
  readonly filesOfText: string
  readonly inTeamReport: (team: string) => string
  readonly inMemberReports: string
  readonly description: string
  readonly instructions: string
  readonly additionalFiles: string
  readonly descriptionElsewhere: string
  readonly unread: Readonly<Record<UnreadPart['part'], string>>
  readonly attemptMissing: (number: number) => string
  readonly setUp: SetUpWords
}

/** How an assignment is set up. */
export interface SetUpWords {
  readonly handedInAs: string
  readonly feedbackAs: string
  readonly maxGrade: string
  readonly scale: string
  readonly ungraded: string
  readonly attempts: string
  readonly unlimited: string
  readonly reopened: Readonly<Record<'never' | 'manually' | 'automatically' | 'until_pass', string>>
  readonly teams: string
  readonly allMustSubmit: string
  readonly oneMemberSubmits: string
  readonly blind: string
  readonly identitiesHidden: string
  readonly identitiesRevealed: string
  readonly graders: string
  readonly hiddenFromStudents: string
  readonly workflow: string
  readonly inUse: string
  readonly plugins: Readonly<Record<string, string>>
}

type OwnWords = Omit<AssessmentWords, keyof ReportWords>

const english: OwnWords = {
  assignment: 'Assignment',
  attempt: (number) => `attempt ${number}`,
  attemptOf: (number, latest) => `${number} of ${latest}`,
  attemptLabel: 'Attempt',
  states: {
    none: 'Nothing handed in',
    new: 'Nothing handed in',
    draft: 'Draft, not submitted',
    submitted: 'Submitted for grading',
    reopened: 'Re-opened, not submitted again',
  },
  team: 'Team',
  noTeam: 'Without a group',
  members: 'Members',
  teamId: 'Team number',
  handedIn: 'Submitted',
  begun: 'Begun',
  opens: 'Opens',
  due: 'Due',
  dueHere: 'Due here',
  extendedTo: 'Extended to',
  cutOff: 'Cut-off',
  gradingDue: 'Grading due',
  timeLimit: 'Time limit',
  lateBy: 'Late by',
  late: 'late',
  ownPart: 'Own part',
  locked: 'Changes',
  isLocked: 'prevented by a marker',
  gradedAt: 'Graded',
  gradedBy: 'Graded by',
  unknownMarker: 'not told by the site',
  marking: 'Marking',
  markingStates: {
    notgraded: 'not graded',
    graded: 'graded',
    notmarked: 'not marked',
    inmarking: 'in marking',
    markingcompleted: 'marking completed',
    readyforreview: 'marking completed',
    inreview: 'in review',
    readyforrelease: 'ready for release',
    released: 'released',
  },
  allocatedTo: 'Marker assigned',
  submission: 'Submission',
  nothing: 'Nothing was handed in.',
  nothingSaved: 'This attempt is empty: nothing was saved in it.',
  noOnlineSubmission: 'Nothing is handed in on the site in this assignment.',
  comments: 'Comments on the submission',
  commentBy: (author, moment) => [author, moment].filter(Boolean).join(' · '),
  gradeAndFeedback: 'Grade and feedback',
  filledForm: 'The grade as the site shows it',
  filesOfText: 'Pictures and files of this text',
  inTeamReport: (team) => `What was handed in stands in the report of the team ${team}, once for all members.`,
  inMemberReports: 'Grade and feedback stand in the report of each member.',
  description: 'Description',
  instructions: 'Instructions',
  additionalFiles: 'Files given with the assignment',
  descriptionElsewhere: 'The description is long; it stands in the report of the assignment itself.',
  unread: {
    earlier_attempts: 'There were earlier attempts that the site does not give.',
    feedback_not_released:
      'There is a grade, but the site does not give the feedback before the marking workflow releases it. Archive again after that.',
    feedback_refused: 'There is a grade, but the site did not give the feedback to it to the account that was used.',
    feedback_without_submission:
      'There is a grade without a submission. Feedback to it was not asked for, since the site would make a submission by that.',
    comments_refused: 'The site refuses the comments on the submission to the account that was used.',
    comments_incomplete: 'The site gave fewer comments on the submission than it told of.',
    grading_form:
      'This was marked with a rubric or a marking guide. The grade and the feedback are here; the chosen levels and the remarks to each criterion are not, since no web service of the site gives them.',
  },
  attemptMissing: (number) => `Attempt ${number} is missing: the site does not give it.`,
  setUp: {
    handedInAs: 'Handed in as',
    feedbackAs: 'Feedback as',
    maxGrade: 'Highest grade',
    scale: 'words of a scale',
    ungraded: 'not graded',
    attempts: 'Attempts',
    unlimited: 'unlimited',
    reopened: {
      never: 'not re-opened',
      manually: 're-opened by hand',
      automatically: 're-opened automatically',
      until_pass: 're-opened until passed',
    },
    teams: 'Teams',
    allMustSubmit: 'hand in together; all members must submit',
    oneMemberSubmits: 'hand in together; one member submits for all',
    blind: 'Anonymous',
    identitiesHidden: 'yes, identities are hidden',
    identitiesRevealed: 'yes, identities have been revealed',
    graders: 'Markers',
    hiddenFromStudents: 'hidden from students',
    workflow: 'Workflow',
    inUse: 'grades are released when marking is done',
    plugins: {
      onlinetext: 'online text',
      file: 'files',
      comments: 'comments',
      editpdf: 'annotated PDF',
      offline: 'offline grading worksheet',
    },
  },
}

const german: OwnWords = {
  assignment: 'Aufgabe',
  attempt: (number) => `Versuch ${number}`,
  attemptOf: (number, latest) => `${number} von ${latest}`,
  attemptLabel: 'Versuch',
  states: {
    none: 'Nichts abgegeben',
    new: 'Nichts abgegeben',
    draft: 'Entwurf, nicht abgegeben',
    submitted: 'Zur Bewertung abgegeben',
    reopened: 'Wieder geöffnet, nicht erneut abgegeben',
  },
  team: 'Team',
  noTeam: 'Ohne Gruppe',
  members: 'Mitglieder',
  teamId: 'Teamnummer',
  handedIn: 'Abgegeben',
  begun: 'Begonnen',
  opens: 'Beginn',
  due: 'Fällig',
  dueHere: 'Hier fällig',
  extendedTo: 'Verlängert bis',
  cutOff: 'Abgabeschluss',
  gradingDue: 'Bewertung fällig',
  timeLimit: 'Zeitbegrenzung',
  lateBy: 'Verspätet um',
  late: 'verspätet',
  ownPart: 'Eigener Teil',
  locked: 'Änderungen',
  isLocked: 'von Bewertenden gesperrt',
  gradedAt: 'Bewertet',
  gradedBy: 'Bewertet von',
  unknownMarker: 'von der Website nicht mitgeteilt',
  marking: 'Bewertungsstand',
  markingStates: {
    notgraded: 'nicht bewertet',
    graded: 'bewertet',
    notmarked: 'nicht bewertet',
    inmarking: 'in Bewertung',
    markingcompleted: 'Bewertung abgeschlossen',
    readyforreview: 'Bewertung abgeschlossen',
    inreview: 'in Überprüfung',
    readyforrelease: 'bereit zur Freigabe',
    released: 'freigegeben',
  },
  allocatedTo: 'Zugewiesen an',
  submission: 'Abgabe',
  nothing: 'Es wurde nichts abgegeben.',
  nothingSaved: 'Dieser Versuch ist leer: Es wurde nichts darin gespeichert.',
  noOnlineSubmission: 'In dieser Aufgabe wird nichts auf der Website abgegeben.',
  comments: 'Kommentare zur Abgabe',
  commentBy: (author, moment) => [author, moment].filter(Boolean).join(' · '),
  gradeAndFeedback: 'Bewertung und Feedback',
  filledForm: 'Die Bewertung, wie die Website sie zeigt',
  filesOfText: 'Bilder und Dateien dieses Textes',
  inTeamReport: (team) => `Was abgegeben wurde, steht einmal für alle Mitglieder im Bericht des Teams ${team}.`,
  inMemberReports: 'Bewertung und Feedback stehen im Bericht jedes Mitglieds.',
  description: 'Beschreibung',
  instructions: 'Anleitung',
  additionalFiles: 'Dateien zur Aufgabe',
  descriptionElsewhere: 'Die Beschreibung ist lang; sie steht im Bericht der Aufgabe selbst.',
  unread: {
    earlier_attempts: 'Es gab frühere Versuche, die die Website nicht liefert.',
    feedback_not_released:
      'Es gibt eine Bewertung, aber die Website liefert das Feedback erst, wenn der Bewertungsworkflow es freigibt. Archivieren Sie danach noch einmal.',
    feedback_refused:
      'Es gibt eine Bewertung, aber die Website lieferte dem verwendeten Konto das Feedback dazu nicht.',
    feedback_without_submission:
      'Es gibt eine Bewertung ohne Abgabe. Das Feedback dazu wurde nicht abgefragt, da die Website dadurch eine Abgabe anlegen würde.',
    comments_refused: 'Die Website verweigert dem verwendeten Konto die Kommentare zur Abgabe.',
    comments_incomplete: 'Die Website lieferte weniger Kommentare zur Abgabe, als es geben soll.',
    grading_form:
      'Bewertet wurde mit einem Bewertungsraster oder Bewertungsleitfaden. Bewertung und Feedback stehen hier; die gewählten Stufen und die Bemerkungen zu den einzelnen Kriterien nicht, da kein Webservice der Website sie liefert.',
  },
  attemptMissing: (number) => `Versuch ${number} fehlt: Die Website liefert ihn nicht.`,
  setUp: {
    handedInAs: 'Abgabe',
    feedbackAs: 'Feedback',
    maxGrade: 'Höchstnote',
    scale: 'Worte einer Skala',
    ungraded: 'keine Bewertung',
    attempts: 'Versuche',
    unlimited: 'unbegrenzt',
    reopened: {
      never: 'nicht wieder geöffnet',
      manually: 'von Hand wieder geöffnet',
      automatically: 'automatisch wieder geöffnet',
      until_pass: 'wieder geöffnet bis zum Bestehen',
    },
    teams: 'Teams',
    allMustSubmit: 'geben zusammen ab; alle Mitglieder müssen abgeben',
    oneMemberSubmits: 'geben zusammen ab; ein Mitglied gibt für alle ab',
    blind: 'Anonym',
    identitiesHidden: 'ja, Identitäten sind verborgen',
    identitiesRevealed: 'ja, Identitäten wurden aufgedeckt',
    graders: 'Bewertende',
    hiddenFromStudents: 'für Studierende verborgen',
    workflow: 'Workflow',
    inUse: 'Bewertungen werden nach dem Bewerten freigegeben',
    plugins: {
      onlinetext: 'Texteingabe online',
      file: 'Dateien',
      comments: 'Kommentare',
      editpdf: 'kommentiertes PDF',
      offline: 'Offline-Bewertungstabelle',
    },
  },
}

const words: Readonly<Record<ReportLanguage, AssessmentWords>> = {
  en: { ...reportWords('en'), ...english },
  de: { ...reportWords('de'), ...german },
}

export function assessmentWords(language: ReportLanguage): AssessmentWords {
  return words[language]
}
