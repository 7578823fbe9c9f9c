import type { ReportLanguage } from '../../documents/index.ts'
import { reportWords, type ReportWords } from '../../reporting/report-words.ts'

/** The report's own words about a choice. */
export interface ChoiceWords extends ReportWords {
  readonly opens: string
  readonly closes: string
  readonly description: string
  readonly results: string
  readonly option: string
  readonly limit: string
  readonly answers: string
  readonly person: string
  readonly answeredAt: string
  readonly answeredBy: (count: number) => string
  readonly mayChoose: string
  readonly several: string
  readonly one: string
  readonly mayChange: string
  readonly notAnswered: string
  readonly yes: string
  readonly no: string
  readonly nobody: string
  readonly unansweredCount: (count: number) => string
  readonly namesHidden: string
  readonly lastAnswerOnly: string
  readonly groupsApart: string
  readonly withheld: (count: number) => string
  readonly othersLeftOut: string
}

type OwnWords = Omit<ChoiceWords, keyof ReportWords>

const english: OwnWords = {
  opens: 'Opens',
  closes: 'Closes',
  description: 'Question',
  results: 'Results',
  option: 'Option',
  limit: 'Limit',
  answers: 'Answers',
  person: 'Person',
  answeredAt: 'Answered',
  answeredBy: (count) => (count === 1 ? '1 answer' : `${count} answers`),
  mayChoose: 'May be chosen',
  several: 'several options',
  one: 'one option',
  mayChange: 'May be changed',
  notAnswered: 'Not answered',
  yes: 'yes',
  no: 'no',
  nobody: 'Nobody.',
  unansweredCount: (count) => (count === 1 ? '1 person did not answer.' : `${count} people did not answer.`),
  namesHidden: 'The choice does not tell who chose what, so this archive does not either.',
  groupsApart: 'The choice keeps groups apart: the site gives the answers of those groups that this account may see.',
  lastAnswerOnly: 'Answers could be changed: the site tells the last one of each person only.',
  withheld: (count) =>
    `${count} more answers are counted by the site and not given to the account that archived; they are missing here.`,
  othersLeftOut: 'Only answers of chosen people are shown; the counts are those of all.',
}

const german: OwnWords = {
  opens: 'Öffnet',
  closes: 'Schließt',
  description: 'Frage',
  results: 'Ergebnisse',
  option: 'Option',
  limit: 'Grenze',
  answers: 'Antworten',
  person: 'Person',
  answeredAt: 'Geantwortet',
  answeredBy: (count) => (count === 1 ? '1 Antwort' : `${count} Antworten`),
  mayChoose: 'Wählbar',
  several: 'mehrere Optionen',
  one: 'eine Option',
  mayChange: 'Änderbar',
  notAnswered: 'Nicht geantwortet',
  yes: 'ja',
  no: 'nein',
  nobody: 'Niemand.',
  unansweredCount: (count) =>
    count === 1 ? '1 Person hat nicht geantwortet.' : `${count} Personen haben nicht geantwortet.`,
  namesHidden: 'Die Abstimmung teilt nicht mit, wer was gewählt hat; dieses Archiv deshalb auch nicht.',
  groupsApart:
    'Die Abstimmung trennt Gruppen: Die Website liefert die Antworten der Gruppen, die dieser Zugang sehen darf.',
  lastAnswerOnly: 'Antworten konnten geändert werden: Die Website nennt nur die letzte jeder Person.',
  withheld: (count) =>
    `${count} weitere Antworten zählt die Website, gibt sie dem archivierenden Konto aber nicht; sie fehlen hier.`,
  othersLeftOut: 'Nur Antworten ausgewählter Personen sind gezeigt; die Anzahlen sind die von allen.',
}

const words: Readonly<Record<ReportLanguage, ChoiceWords>> = {
  en: { ...reportWords('en'), ...english },
  de: { ...reportWords('de'), ...german },
}

export function choiceWords(language: ReportLanguage): ChoiceWords {
  return words[language]
}
