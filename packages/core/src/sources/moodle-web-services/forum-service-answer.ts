import type { ServiceAnswer } from '../source-records.ts'
import { keepAnswer } from './keep-answer.ts'
import type { AnsweredCall } from './quiz-service-answer.ts'

/** What depends on who reads, in which language and on whose clock; everything that it says stands elsewhere. */
const fields = new Set(
  'unread capabilities urls html icon filenameshort filesizeformatted timecreatedformatted timemodifiedformatted canviewall canviewany canrate canviewaggregate rating'.split(
    ' ',
  ),
)
const told = [`Left out, because it depends on who reads, in which language and time zone: ${[...fields].join(', ')}.`]

/** An answer of the functions of forums as it is kept. */
export function toForumServiceAnswer(call: AnsweredCall, answer: unknown): ServiceAnswer {
  return keepAnswer(call, answer, { fields, told })
}
