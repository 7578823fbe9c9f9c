import { z } from 'zod'
import { checkAnswer } from './check-answer.ts'
import type { MoodleSession, Question } from './moodle-session.ts'

/** An answer checked, and as it came, for what is kept as evidence. */
export interface RawAndChecked<Schema extends z.ZodType> {
  readonly raw: unknown
  readonly checked: z.output<Schema>
}

/** Asks like `session.call`, and gives the answer as it came, too. */
export async function callKeepingRaw<Schema extends z.ZodType>(
  session: MoodleSession,
  question: Question<Schema>,
  signal: AbortSignal,
): Promise<RawAndChecked<Schema>> {
  const raw = await session.call({ ...question, answer: z.unknown() }, signal)
  return { raw, checked: checkAnswer(question.answer, raw, question.function) }
}
