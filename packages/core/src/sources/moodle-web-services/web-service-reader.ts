import { z } from 'zod'
import { ArchivingError } from '../../errors/index.ts'
import type { AnswerSchema, WebServiceReader } from '../web-service-reader.ts'
import { unexpectedAnswer } from './check-answer.ts'
import type { MoodleSession } from './moodle-session.ts'
import type { JoinSignals } from './quiz-source.ts'
import { isReadFunction } from './read-functions.ts'

/** Lets drivers ask what no method of the source tells, if it only reads. */
export function createWebServiceReader(session: MoodleSession, join: JoinSignals): WebServiceReader {
  return {
    async ask({ function: name, arguments: values = {}, answer }, signal) {
      if (!isReadFunction(name)) throw mayWrite(name)
      return await check(
        answer,
        await session.call({ function: name, values, answer: z.unknown() }, join(signal)),
        name,
      )
    },
    offers: (name, signal) => session.offers(name, join(signal)),
  }
}

async function check<Answer>(schema: AnswerSchema<Answer>, value: unknown, name: string): Promise<Answer> {
  const checked = await schema['~standard'].validate(value)
  if (checked.issues === undefined) return checked.value
  throw unexpectedAnswer(name, checked.issues[0])
}

function mayWrite(name: string): ArchivingError {
  return new ArchivingError(
    'not_supported',
    `The web service function ${name.slice(0, 100)} is not known to only read. Archiving must leave the site as it is.`,
    { details: { function: name.slice(0, 100) } },
  )
}
