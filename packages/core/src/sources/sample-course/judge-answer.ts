import type { SampleAnswer, SampleAttempt } from './sample-attempts.ts'
import type { SampleChoiceQuestion, SampleQuestion } from './sample-questions.ts'

/** How an answer came out; `mark` is null while a person has to decide. */
export interface Judgement {
  readonly answered: boolean
  readonly mark: number | null
}

/** Marks one answer of a finished attempt: by its choices or words, or as the marker did. */
export function judge(question: SampleQuestion, answer: SampleAnswer, marked: SampleAttempt['marked']): Judgement {
  if (answer === null) return { answered: false, mark: 0 }
  if (question.type === 'essay') return { answered: true, mark: marked?.mark ?? null }
  const share = typeof answer === 'string' ? shareOfText(question, answer) : shareOfChoices(question, answer)
  return { answered: true, mark: question.maxMark * share }
}

/** A number may be off by a hundredth. */
function shareOfText(question: SampleQuestion, answer: string): number {
  if (question.type === 'numerical') {
    const [given, right] = [Number(answer), Number(question.right)]
    return Math.abs(given - right) <= right / 100 ? 1 : 0
  }
  return question.type === 'shortanswer' && answer.toLowerCase() === question.right.toLowerCase() ? 1 : 0
}

/** Each right choice counts its part, and a wrong one takes such a part away. */
function shareOfChoices(question: SampleQuestion, chosen: readonly number[]): number {
  if (!isChoice(question)) return 0
  const rights = question.choices.filter(({ right }) => right).length
  const points = chosen.reduce((sum, place) => sum + (question.choices[place]?.right === true ? 1 : -1), 0)
  return Math.max(0, points / rights)
}

export function isChoice(question: SampleQuestion): question is SampleChoiceQuestion {
  return question.type === 'multichoice' || question.type === 'truefalse'
}

/** Sum of all marks; null if the attempt is not finished or waits for a marker. */
export function sumOfMarks(questions: readonly SampleQuestion[], attempt: SampleAttempt): number | null {
  if (!attempt.finished) return null
  const marks = questions.map((question, index) => judge(question, attempt.answers[index] ?? null, attempt.marked).mark)
  return marks.every((mark) => mark !== null) ? marks.reduce((sum, mark) => sum + mark, 0) : null
}
