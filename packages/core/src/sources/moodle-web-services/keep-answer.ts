import type { ServiceAnswer } from '../source-records.ts'
import { AnswerMarkup, withoutVolatile } from './quiz-answer-markup.ts'
import type { AnsweredCall } from './quiz-service-answer.ts'

/** What is not kept of an answer, wherever it stands in it. */
export interface LeftOutOfAnswer {
  readonly fields: ReadonlySet<string>
  /** In sentences: what, and why. */
  readonly told: readonly string[]
}

const secretField = /sesskey|token|password|accesskey/i

const changes: readonly string[] = [
  'Revision numbers of the theme and its scripts, which change whenever caches are emptied, are written {revision}.',
  'Session keys and tokens in links are written {removed}.',
  'Ids of elements that Moodle makes up for each answer are numbered within tags: -id1, -id2 …',
]

/**
 * An answer as it is kept: the same whenever the same data are read, and without secrets. What people wrote stands in it
 * as it came.
 */
export function keepAnswer(call: AnsweredCall, answer: unknown, leftOut: LeftOutOfAnswer): ServiceAnswer {
  const markup = new AnswerMarkup()
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') {
      if (secretField.test(name)) return value === '' ? '' : '{removed}'
      return value.includes('<') ? markup.normalise(value) : isAddress(value) ? withoutVolatile(value) : value
    }
    if (Array.isArray(value)) return value.map((entry: unknown) => walk(entry, name))
    if (typeof value !== 'object' || value === null) return value
    const fields = Object.entries(value).filter(([key]) => !leftOut.fields.has(key))
    return Object.fromEntries(fields.map(([key, child]) => [key, walk(child, key)]))
  }
  return { ...call, normalised: [...leftOut.told, ...changes], answer: walk(answer, '') }
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)
