import type { PageScripts } from './page-scripts.ts'
import { automaticMark, stateOf } from './question-state.ts'
import type { RenderedBody, Slot } from './slot.ts'
import { rightness } from './slot.ts'
import { formatMark, htmlToText } from './text.ts'

export interface HistoryTimes {
  readonly startedAt: number
  readonly savedAt: number
  readonly finishedAt: number
  readonly gradedAt: number
}

interface Step {
  readonly at: number
  readonly action: string
  readonly state: string
  readonly mark: string
}

/** `5/10/26, 13:21:44`, in UTC. */
function shortTime(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString()
  return `${Number(iso.slice(8, 10))}/${iso.slice(5, 7)}/${iso.slice(2, 4)}, ${iso.slice(11, 19)}`
}

function finishedState(slot: Slot): string {
  if (slot.response === undefined) return 'Not answered'
  if (slot.question.type === 'essay') return 'Complete'
  const mark = automaticMark(slot) ?? 0
  return { correct: 'Correct', partiallycorrect: 'Partially correct', incorrect: 'Incorrect' }[
    rightness(mark / slot.question.maxMark)
  ]
}

function gradedStep(slot: Slot, times: HistoryTimes, marker: string): Step[] {
  if (!slot.graded) return []
  const comment = htmlToText(slot.graded.comment)
  const withComment = comment === '' ? '' : ` with comment: ${comment}\n`
  const link = `<a class="d-table-cell" href="${slot.wwwroot}/user/view.php?id=${slot.graded.by}&amp;course=1">${marker}</a>`
  const action = `Manually graded ${slot.graded.mark}${withComment}${link}`
  return [{ at: times.gradedAt, action, state: stateOf(slot).shownStatus, mark: formatMark(slot.graded.mark) }]
}

function finishedStep(slot: Slot, times: HistoryTimes): Step[] {
  if (!slot.finished) return []
  const mark = automaticMark(slot)
  const state = slot.question.type === 'description' ? '' : finishedState(slot)
  return [{ at: times.finishedAt, action: 'Attempt finished', state, mark: mark === undefined ? '' : formatMark(mark) }]
}

/** What happened to a question, oldest first. Its length is the question's sequence check. */
export function stepsOf(slot: Slot, body: RenderedBody, times: HistoryTimes, marker: string): Step[] {
  const saved = {
    at: times.savedAt,
    action: `Saved: ${body.summary}`,
    state: body.incomplete ? 'Incomplete answer' : 'Answer saved',
    mark: '',
  }
  return [
    {
      at: times.startedAt,
      action: 'Started',
      state: slot.question.type === 'description' ? '' : 'Not yet answered',
      mark: '',
    },
    ...(slot.response === undefined ? [] : [saved]),
    ...finishedStep(slot, times),
    ...gradedStep(slot, times, marker),
  ]
}

/** The table "Response history". */
export function responseHistory(slot: Slot, steps: readonly Step[], scripts: PageScripts): string {
  const columns =
    slot.question.type === 'description'
      ? ['Step', 'Time', 'Action', 'State']
      : ['Step', 'Time', 'Action', 'State', 'Marks']
  const last = columns.length - 1
  const cellClass = (column: number): string => `c${column}${column === last ? ' lastcol' : ''}`
  const head = columns.map(
    (name, column) => `<th class="header ${cellClass(column)}" style="" scope="col">${name}</th>\n`,
  )
  const rows = steps.map((step, index) => {
    const isLast = index === steps.length - 1
    const path = `/mod/quiz/reviewquestion.php?attempt=${slot.usageId}&slot=${slot.slot}&step=${index}`
    const number = isLast
      ? String(index + 1)
      : `<a href="${slot.wwwroot}${path}" id="${scripts.popupLink('reviewquestion', path)}" class=""  title="Review response" >${index + 1}</a>`
    const cells = [number, shortTime(step.at), step.action, step.state, step.mark].slice(0, columns.length)
    return `<tr class="${isLast ? 'current lastrow' : ''}">\n${cells.map((cell, column) => `<td class="cell ${cellClass(column)}" style="">${cell}</td>\n`).join('')}</tr>\n`
  })
  return `<div class="history clearfix border p-2"><h4 class="responsehistoryheader">Response history</h4><div class="responsehistoryheader"><div class="table-responsive"><table class="generaltable">\n<thead>\n<tr>\n${head.join('')}</tr>\n</thead>\n<tbody>${rows.join('')}</tbody>\n</table>\n</div></div></div>`
}
