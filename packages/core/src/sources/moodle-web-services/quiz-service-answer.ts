import type { ServiceAnswer } from '../activity-source.ts'
import { AnswerMarkup, markupChanges, withoutVolatile } from './quiz-answer-markup.ts'

/** Which call an answer answers. */
export type AnsweredCall = Pick<ServiceAnswer, 'function' | 'arguments'>

const secretField = /sesskey|token|password|accesskey/i

/**
 * The answer of a review as it is kept: everything that Moodle sent, in its order. Scripts accumulate from question to
 * question and are nine tenths of the text, so what a script repeats of the one before is said, not repeated.
 */
export function toServiceAnswer(call: AnsweredCall, answer: unknown): ServiceAnswer {
  const markup = new AnswerMarkup()
  const scripts = new ScriptRepeats()
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') {
      if (secretField.test(name)) return value === '' ? '' : '{removed}'
      if (name === 'html') return scripts.shorten(markup.normalise(value))
      return value.includes('<') ? markup.normalise(value) : isAddress(value) ? withoutVolatile(value) : value
    }
    if (Array.isArray(value)) return value.map((entry: unknown) => walk(entry, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child, key)]))
  }
  return { ...call, normalised: [...markupChanges, repeatsExplained], answer: walk(answer, '') }
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)

const repeatsExplained =
  'Each question repeats the page scripts of the ones before. <script data-repeats="N"> begins with the first N characters (UTF-16) of the same script, by its number, of the question before; only the rest stands here.'

const wholeScript = /(<script)((?:\s[^>]*)?>)([^]*?)(<\/script>)/gi
/** Shorter repetitions are not worth a mark. */
const shortestRepeat = 40

/** Remembers the scripts of the question before. */
class ScriptRepeats {
  #before: readonly string[] = []

  shorten(html: string): string {
    const current: string[] = []
    const shortened = html.replaceAll(wholeScript, (whole, ...parts: [string, string, string, string]) => {
      const [start, attributes, text, end] = parts
      const before = this.#before[current.length] ?? ''
      current.push(text)
      const same = sharedLength(before, text)
      return same < shortestRepeat ? whole : `${start} data-repeats="${same}"${attributes}${text.slice(same)}${end}`
    })
    this.#before = current
    return shortened
  }
}

/** Compared at once, long pieces first: a machine compares them far faster than we do characters. */
const pieceLengths = [4096, 256, 16]

/** How many characters both begin with. */
function sharedLength(one: string, other: string): number {
  const longest = Math.min(one.length, other.length)
  let length = 0
  for (const piece of pieceLengths) {
    while (length + piece <= longest && one.startsWith(other.slice(length, length + piece), length)) length += piece
  }
  while (length < longest && one.charCodeAt(length) === other.charCodeAt(length)) length += 1
  return length
}
