import {
  conversionWords,
  firstElement,
  moodleDialect,
  type HtmlElement,
  type OutcomeTone,
} from '../../../documents/index.ts'
import type { QuestionReading } from '../question-reading.ts'

/** How a row or cell came out: by its class, in the words of its icon if it has one. */
export function outcomeOf(
  element: HtmlElement,
  reading: QuestionReading,
): { readonly tone: OutcomeTone; readonly label: string } | undefined {
  const tone = moodleDialect.fieldTone(element)
  if (tone === undefined) return undefined
  const icon = firstElement(element, (child) => moodleDialect.outcomeOf(child)?.tone === tone)
  const label = icon ? moodleDialect.outcomeOf(icon)?.label : undefined
  return { tone, label: label || conversionWords[reading.words.language].outcomes[tone] }
}
