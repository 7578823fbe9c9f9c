import type { ManualGrading } from '../../sample-course/attempts.ts'
import type { Question, Response } from '../../sample-course/question-types.ts'

/** Everything that a question's renderer needs to know about its place in an attempt. */
export interface Slot {
  readonly wwwroot: string
  readonly question: Question
  readonly response: Response | undefined
  readonly graded: ManualGrading | undefined
  /** True once the attempt is finished: rightness, feedback and right answers are shown. */
  readonly finished: boolean
  readonly usageId: number
  readonly slot: number
  /** What the question is called in labels: "Question 4". */
  readonly label: string
  readonly courseContextId: number
  readonly quizContextId: number
}

/** What a question type contributes to a question's HTML and to its row in the answer. */
export interface RenderedBody {
  readonly formulation: string
  /** Feedback that depends on the answer. */
  readonly specificFeedback?: string
  readonly partsCorrect?: string
  readonly rightAnswer?: string
  /** Replaces the whole feedback block where a type writes its own (ordering). */
  readonly ownFeedback?: string
  readonly scripts?: readonly string[]
  /** The response in words, as the response history has it. */
  readonly summary: string
  readonly responseFileAreas?: readonly ResponseFileArea[]
  readonly settings: Readonly<Record<string, unknown>> | null
  /** Set if places were left empty: what Moodle then says below the question until the attempt is finished. */
  readonly incomplete?: string | undefined
}

export interface ResponseFileArea {
  readonly area: string
  readonly files: readonly Readonly<Record<string, string | number>>[]
}

/** The start of the names of a slot's form fields. */
export function fieldPrefix(slot: Slot): string {
  return `q${slot.usageId}:${slot.slot}_`
}

/** The id of the question's element. */
export function elementId(slot: Slot): string {
  return `question-${slot.usageId}-${slot.slot}`
}

/** Address of a file that belongs to the question. */
export function questionFile(slot: Slot, area: string, item: number, name: string): string {
  return `${slot.wwwroot}/pluginfile.php/${slot.courseContextId}/${area}/${slot.usageId}/${slot.slot}/${item}/${encodeURIComponent(name)}`
}

/** Address of a file that the student handed in. */
export function responseFile(slot: Slot, area: 'response_attachments' | 'response_answer', name: string): string {
  const step = slot.usageId * 100 + slot.slot
  return `${slot.wwwroot}/pluginfile.php/${slot.quizContextId}/question/${area}/${slot.usageId}/${slot.slot}/${step}/${encodeURIComponent(name)}`
}

/** Fills in the addresses of a text's files. */
export function withFiles(html: string, address: (name: string) => string): string {
  return html.replaceAll(/@@PLUGINFILE@@\/([^"]+)/g, (_, name: string) => address(decodeURIComponent(name)))
}

/** Moodle's feedback for the whole answer of a type with choices or places. */
export function combinedFeedback(share: number | undefined): string {
  const words = share === 1 ? 'correct' : share !== undefined && share > 0 ? 'partially correct' : 'incorrect'
  return `<p>Your answer is ${words}.</p>`
}

/** `correct`, `partiallycorrect` or `incorrect`. */
export function rightness(share: number | undefined): 'correct' | 'partiallycorrect' | 'incorrect' {
  if (share === 1) return 'correct'
  return share !== undefined && share > 0 ? 'partiallycorrect' : 'incorrect'
}

/** A call of an AMD module's function, as it stands in a page's script. */
export function moduleCall(name: string, call: string): string {
  return `M.util.js_pending('${name}'); require(['${name}'], function(amd) {amd.${call}; M.util.js_complete('${name}');});;`
}
