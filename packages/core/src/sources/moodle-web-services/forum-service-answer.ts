import type { ServiceAnswer } from '../source-records.ts'
import { AnswerMarkup, withoutVolatile } from './quiz-answer-markup.ts'
import type { AnsweredCall } from './quiz-service-answer.ts'

/** What depends on who reads, in which language and on whose clock; everything that it says stands elsewhere. */
const leftOut = new Set(
  'unread capabilities urls html icon filenameshort filesizeformatted timecreatedformatted timemodifiedformatted canviewall canviewany canrate canviewaggregate rating'.split(
    ' ',
  ),
)
const secretField = /sesskey|token|password|accesskey/i

const changes: readonly string[] = [
  `Left out, because it depends on who reads, in which language and time zone: ${[...leftOut].join(', ')}.`,
  'Revision numbers of the theme and its scripts, which change whenever caches are emptied, are written {revision}.',
  'Session keys and tokens in links are written {removed}.',
  'Ids of elements that Moodle makes up for each answer are numbered within tags: -id1, -id2 …',
]

/** An answer of the functions of forums as it is kept; what people wrote stands in it as it came. */
export function toForumServiceAnswer(call: AnsweredCall, answer: unknown): ServiceAnswer {
  const markup = new AnswerMarkup()
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') {
      if (secretField.test(name)) return value === '' ? '' : '{removed}'
      return value.includes('<') ? markup.normalise(value) : isAddress(value) ? withoutVolatile(value) : value
    }
    if (Array.isArray(value)) return value.map((entry: unknown) => walk(entry, name))
    if (typeof value !== 'object' || value === null) return value
    const fields = Object.entries(value).filter(([key]) => !leftOut.has(key))
    return Object.fromEntries(fields.map(([key, child]) => [key, walk(child, key)]))
  }
  return { ...call, normalised: changes, answer: walk(answer, '') }
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)
