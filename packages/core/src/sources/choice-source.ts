import type { Participant, ServiceAnswer } from './source-records.ts'

/** Reads choices: one question, and who chose which of its options. */
export interface ChoiceSource {
  /** @throws `source_missing` if the course has no such choice. */
  getChoice(courseId: number, choiceId: number, signal?: AbortSignal): Promise<ChoiceActivity>
  /**
   * What was chosen, as it is now. What the choice hides is not in it: where names are not shown, not even teachers are
   * told them.
   */
  getResults(choice: ChoiceActivity, signal?: AbortSignal): Promise<ChoiceResults>
}

export interface ChoiceActivity {
  readonly id: number
  readonly courseId: number
  readonly courseModuleId: number
  readonly name: string
  readonly introHtml: string
  readonly opensAt: string | null
  readonly closesAt: string | null
  /** Whether the results say who chose what. Otherwise nobody is told, and nobody is named here. */
  readonly namesShown: boolean
  /** When those who answer may see the results; null if the source does not say. */
  readonly resultsShown: 'never' | 'after_answer' | 'after_close' | 'always' | null
  /** Whether an answer may be changed: then only the last one is there. */
  readonly allowsUpdate: boolean
  /** Whether a person may choose several options. */
  readonly allowsMultiple: boolean
  /** Whether only so many people may choose an option. */
  readonly limitsAnswers: boolean
  /** Whether answers of people count whose enrolment is suspended or over. */
  readonly includesInactive: boolean
  /** Kept apart, groups can hide answers from an account that is in one of them only. */
  readonly groups: 'none' | 'separate' | 'visible'
  readonly modifiedAt: string | null
  /** All other facts of the choice that the source gives, as given. */
  readonly otherFacts: Readonly<Record<string, string | number | boolean | null>>
}

export interface ChoiceResults {
  /** In the order of the choice. */
  readonly options: readonly ChosenOption[]
  readonly unanswered: Unanswered
  /** Answers that the site counts while the choice is open, and does not give: this account may not see them. */
  readonly withheld: number
  /** The services' own answers, to be kept beside the report. */
  readonly serviceAnswers: readonly { readonly name: string; readonly answer: ServiceAnswer }[]
}

/** An option and who chose it. */
export interface ChosenOption {
  readonly id: number
  readonly text: string
  /** How many may choose it; null for any number. */
  readonly limit: number | null
  /** How many chose it, as the site counts them. */
  readonly count: number
  /** By user id; empty where names are not shown. */
  readonly answers: readonly ChoiceAnswer[]
}

export interface ChoiceAnswer {
  readonly participant: Participant
  /** Null if the source does not tell. */
  readonly answeredAt: string | null
}

/** Who did not answer. */
export interface Unanswered {
  /** By user id; null where nobody may know who answered, or the source does not say of whom an answer is expected. */
  readonly people: readonly Participant[] | null
  /** How many; null where that is not known either. */
  readonly count: number | null
}
