import type { ServiceAnswer } from '../source-records.ts'
import { AnswerMarkup, withoutVolatile } from './quiz-answer-markup.ts'
import type { AnsweredCall } from './quiz-service-answer.ts'

/** Sums over the whole class, which change whenever anyone hands in, and what depends on who reads. */
const leftOut = new Set(['gradingsummary', 'canpost', 'delete', 'avatar', 'profileurl', 'time'])
const secretField = /sesskey|token|password|accesskey/i

const changes: readonly string[] = [
  'Left out: gradingsummary (sums over the whole class, which change whenever anyone hands in), and canpost, delete, avatar, profileurl and time (timecreated in words) of comments, which depend on who reads.',
  'Revision numbers of the theme and its scripts, which change whenever caches are emptied, are written {revision}.',
  'Session keys and tokens in links are written {removed}.',
  'Ids of elements that Moodle makes up for each answer are numbered within tags: -id1, -id2 …',
]

/**
 * An answer of the functions of assignments as it is kept; the texts that people wrote stand in it as they came.
 *
 * @param moreChanges sentences about what was changed before
 */
export function toAssignmentServiceAnswer(
  call: AnsweredCall,
  answer: unknown,
  moreChanges: readonly string[] = [],
): ServiceAnswer {
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
  return { ...call, normalised: [...moreChanges, ...changes], answer: walk(answer, '') }
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)
