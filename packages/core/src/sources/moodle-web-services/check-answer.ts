import type { z } from 'zod'
import { ArchivingError } from '../../errors/index.ts'
import type { AnswerIssue } from '../web-service-reader.ts'

/**
 * Checks an answer against its schema. Unknown fields are no error, sites and versions differ; what we use must be there.
 *
 * @throws `source_unexpected` naming the function and the path of the first field that is not as expected.
 */
export function checkAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  webServiceFunction: string,
): z.output<Schema> {
  const checked = schema.safeParse(answer)
  if (checked.success) return checked.data
  throw unexpectedAnswer(webServiceFunction, checked.error.issues[0])
}

/** What is wrong with an answer, and where in it. */
export function unexpectedAnswer(webServiceFunction: string, issue: AnswerIssue | undefined): ArchivingError {
  const keys = (issue?.path ?? []).map((part) => (typeof part === 'object' ? part.key : part))
  const field = keys.map(String).join('.')
  const place = field === '' ? 'its whole' : `the field ${field}`
  return new ArchivingError(
    'source_unexpected',
    `The site answered ${webServiceFunction} in a form that Muniment does not know (${place}). Its version of Moodle may not be supported, or a plugin changes the answer.`,
    {
      details: { function: webServiceFunction, field, problem: issue?.message ?? '' },
      german: `Die Website hat auf ${webServiceFunction} in einer Form geantwortet, die Muniment nicht kennt (${place}). Möglicherweise wird ihre Moodle-Version nicht unterstützt, oder ein Plugin ändert die Antwort.`,
    },
  )
}
