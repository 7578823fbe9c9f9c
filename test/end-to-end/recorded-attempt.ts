import { z } from 'zod'
import { seeQuestion, wordsOf } from '../quiz/recorded-question.ts'
import { readRecordedAnswer } from '../support/shared-recordings.ts'

/** What a recorded review says, piece by piece; read from Moodle's answer by plain text means, by no code of ours. */
export interface RecordedAttempt {
  readonly slots: readonly RecordedSlot[]
}

export interface RecordedSlot {
  readonly slot: number
  readonly type: string
  readonly page: number
  readonly number: string
  readonly mark: string
  readonly state: string
  /** Words that a reader of the review sees, those of formulas left out: they are drawn. */
  readonly words: readonly string[]
  readonly entered: readonly string[]
  readonly comment: readonly string[]
  readonly feedback: readonly string[]
  readonly history: readonly (readonly string[])[]
  readonly files: readonly string[]
}

const file = z.object({ filename: z.string() })
const question = z.object({
  slot: z.number(),
  type: z.string(),
  page: z.number(),
  questionnumber: z.string(),
  mark: z.string(),
  status: z.string().default(''),
  html: z.string(),
  responsefileareas: z.array(z.object({ files: z.array(file) })),
})
const recording = z.object({ body: z.object({ questions: z.array(question) }) })

export async function readRecordedAttempt(attemptId: number): Promise<RecordedAttempt> {
  const answer = await readRecordedAnswer('mod_quiz_get_attempt_review', `attemptid=${attemptId}_page=-1`)
  return { slots: recording.parse(answer).body.questions.map(readSlot) }
}

function readSlot({
  html,
  responsefileareas,
  questionnumber,
  status,
  ...facts
}: z.output<typeof question>): RecordedSlot {
  const shown = html.replaceAll(/<span class="nolink">[^<]*<\/span>/g, ' ')
  const seen = seeQuestion(shown)
  return {
    ...facts,
    number: questionnumber,
    state: status,
    words: [...seen.words],
    entered: seen.entered,
    comment: textsOf(/<h4 class="accesshide">Comments<\/h4>Comment: ([^]*?)<div class="commentlink">/g, shown),
    feedback: textsOf(/<div class="(?:specificfeedback|generalfeedback|rightanswer)[^"]*">([^]*?)<\/div>/g, shown),
    history: rowsOf(html),
    files: responsefileareas.flatMap(({ files }) => files.map(({ filename }) => filename)),
  }
}

/** The cells of Moodle's table of steps, as words. */
function rowsOf(html: string): readonly (readonly string[])[] {
  const table = /<table class="generaltable">[^]*?<\/table>/.exec(html)?.[0] ?? ''
  return [...table.matchAll(/<tr class="[^"]*">([^]*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<td[^>]*>([^]*?)<\/td>/g)].flatMap(([, cell]) => wordsIn(cell ?? '')),
  )
}

function textsOf(pattern: RegExp, html: string): readonly string[] {
  return [...html.matchAll(pattern)].flatMap(([, piece]) => wordsIn(piece ?? ''))
}

const wordsIn = (html: string): readonly string[] => [...wordsOf(seeQuestion(html).words.values().toArray().join(' '))]

/** The wanted words that a text has not; white space does not count, for lines break where they must. */
export function missingFrom(text: string, wanted: Iterable<string>): readonly string[] {
  const whole = squeezed(text)
  return [...new Set(wanted)].filter((word) => !whole.includes(squeezed(word)))
}

/** The text as one that lost a word would be. */
export function withoutWord(text: string, word: string): string {
  return squeezed(text).replaceAll(squeezed(word), '')
}

/** Long words are set with places where they may break, which are no part of them. */
const squeezed = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\u200B\u00AD]/gu, '')
