import { attributeOf, elementsIn, firstElement, lineOf, textOf, type HtmlElement } from '../../documents/index.ts'
import type { QuestionPage } from './question-page.ts'

/** A step of a question's history, as the site wrote it. */
export interface HistoryRow {
  readonly step: string
  /** In the site's form and time zone. */
  readonly time: string
  readonly action: string
  /** Who did it, where that is not the student; empty otherwise. */
  readonly by: string
  readonly state: string
  readonly mark: string
}

/** The steps of Moodle's table (`core_question_renderer::response_history`): step, time, action, state, marks. */
export function historyRows({ history }: QuestionPage): readonly HistoryRow[] {
  if (!history) return []
  return [...elementsIn(history, ({ tagName }) => tagName === 'tr')].flatMap((row) => {
    const cells = [...elementsIn(row, ({ tagName }) => tagName === 'td')]
    const [step, time, action, state, mark] = cells
    if (!step || !time || !action) return []
    const actor = firstElement(action, isActor)
    const by = actor ? lineOf(actor) : ''
    const done = textOf(action).trim()
    return [
      {
        step: lineOf(step),
        time: lineOf(time),
        action: by !== '' && done.endsWith(by) ? done.slice(0, -by.length).trim() : done,
        by,
        state: state ? lineOf(state) : '',
        mark: mark ? lineOf(mark) : '',
      },
    ]
  })
}

/** Links to people stand behind what they did. */
export function isActor(element: HtmlElement): boolean {
  return element.tagName === 'a' && (attributeOf(element, 'href') ?? '').includes('/user/') && lineOf(element) !== ''
}
