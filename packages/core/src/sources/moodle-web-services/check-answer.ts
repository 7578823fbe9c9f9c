import type { z } from 'zod'
import { ArchivingError } from '../../errors/index.ts'

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
  const issue = checked.error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  const place = field === '' ? 'its whole' : `the field ${field}`
  throw new ArchivingError(
    'source_unexpected',
    `The site answered ${webServiceFunction} in a form that Muniment does not know (${place}). Its version of Moodle may not be supported, or a plugin changes the answer.`,
    { details: { function: webServiceFunction, field, problem: issue?.message ?? '' } },
  )
}
