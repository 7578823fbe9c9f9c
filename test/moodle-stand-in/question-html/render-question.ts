import { questionText, renderMultichoice, renderTrueFalse } from './choices.ts'
import { renderCloze } from './cloze.ts'
import type { PageScripts } from './page-scripts.ts'
import { renderDragOntoImage, renderDragWords, renderGapSelect, renderMatch, renderOrdering } from './places.ts'
import type { QuestionState } from './question-state.ts'
import { stateOf } from './question-state.ts'
import type { HistoryTimes } from './response-history.ts'
import { responseHistory, stepsOf } from './response-history.ts'
import type { RenderedBody, Slot } from './slot.ts'
import { elementId, fieldPrefix, questionFile, withFiles } from './slot.ts'
import { filterFormulas, formatMark } from './text.ts'
import { renderEssay, renderNumerical, renderShortAnswer } from './written.ts'

function renderBody(slot: Slot): RenderedBody {
  const { question } = slot
  switch (question.type) {
    case 'description':
      return { formulation: `<div class="qtext">${questionText(slot)}</div>`, summary: '', settings: null }
    case 'multichoice':
      return renderMultichoice(question, slot)
    case 'truefalse':
      return renderTrueFalse(question, slot)
    case 'shortanswer':
      return renderShortAnswer(question, slot)
    case 'numerical':
      return renderNumerical(question, slot)
    case 'essay':
      return renderEssay(question, slot)
    case 'match':
      return renderMatch(question, slot)
    case 'multianswer':
      return renderCloze(question, slot)
    case 'ddwtos':
      return renderDragWords(question, slot)
    case 'gapselect':
      return renderGapSelect(question, slot)
    case 'ddimageortext':
      return renderDragOntoImage(question, slot)
    case 'ordering':
      break
  }
  return renderOrdering(question, slot)
}

function infoBox(slot: Slot, state: QuestionState, isFlagged: boolean): string {
  const flag = isFlagged ? 'flagged' : 'unflagged'
  const flagBox = `<div class="questionflag"><img src="${slot.wwwroot}/theme/image.php/boost/core/1790000000/i/${flag}" alt="${isFlagged ? 'Flagged' : ''}" class="questionflagimage" /><span>${isFlagged ? 'Flagged' : 'Flag question'}</span></div>`
  if (slot.question.type === 'description')
    return `<div class="info"><h3 class="no">Information</h3><div class="state"></div>${flagBox}</div>`
  const max = formatMark(slot.question.maxMark)
  const grade = state.mark === undefined ? `Marked out of ${max}` : `Mark ${formatMark(state.mark)} out of ${max}`
  const number = slot.label.replace('Question ', '')
  return `<div class="info"><h3 class="no">Question <span class="qno">${number}</span></h3><div class="state">${state.shownStatus}</div><div class="grade">${grade}</div>${flagBox}</div>`
}

function feedbackBlock(slot: Slot, body: RenderedBody): string {
  const general = filterFormulas(
    withFiles(slot.question.generalFeedback, (name) =>
      questionFile(slot, 'question/generalfeedback', slot.question.id, name),
    ),
  )
  const parts =
    body.ownFeedback ??
    [
      body.specificFeedback === undefined
        ? ''
        : `<div class="specificfeedback clearfix">${body.specificFeedback}</div>`,
      body.partsCorrect === undefined ? '' : `<div class="numpartscorrect">${body.partsCorrect}</div>`,
      `<div class="generalfeedback"><div class="clearfix">${general}</div></div>`,
      body.rightAnswer === undefined ? '' : `<div class="rightanswer">${body.rightAnswer}</div>`,
    ].join('')
  return `<div class="outcome clearfix"><h4 class="accesshide">Feedback</h4><div class="feedback">${parts}</div></div>`
}

function commentBlock(slot: Slot, scripts: PageScripts): string {
  const path = `/mod/quiz/comment.php?attempt=${slot.usageId}&slot=${slot.slot}`
  const comment = slot.graded && slot.graded.comment !== '' ? `Comment: ${filterFormulas(slot.graded.comment)}` : ''
  return `<div class="comment clearfix"><h4 class="accesshide">Comments</h4>${comment}<div class="commentlink"><a href="${slot.wwwroot}${path}" id="${scripts.popupLink('commentquestion', path)}" class="" >Make comment or override mark</a></div></div>`
}

function validationError(slot: Slot, body: RenderedBody): string {
  const isOpen = !slot.finished && slot.response !== undefined
  return isOpen && body.incomplete !== undefined ? `<div class="validationerror">${body.incomplete}</div>` : ''
}

function classesOf(slot: Slot, state: QuestionState): string {
  const { type } = slot.question
  if (type === 'description') return `que description informationitem ${slot.finished ? 'complete' : 'notyetanswered'}`
  return `que ${type} ${type === 'essay' ? 'manualgraded' : 'deferredfeedback'} ${state.shownClass}`
}

export interface QuestionContext {
  readonly page: number
  readonly times: HistoryTimes
  readonly flagged: boolean
  /** Full name of whoever graded by hand. */
  readonly marker: string
  readonly scripts: PageScripts
}

/** One row of `questions` in the answer of mod_quiz_get_attempt_review. */
export function renderQuestion(slot: Slot, context: QuestionContext): Record<string, unknown> {
  const { question } = slot
  const { scripts, times } = context
  const isDescription = question.type === 'description'
  const body = renderBody(slot)
  const state = stateOf(slot, body.incomplete !== undefined)
  const steps = stepsOf(slot, body, times, context.marker)
  const outcome = slot.finished ? feedbackBlock(slot, body) + (isDescription ? '' : commentBlock(slot, scripts)) : ''
  scripts.add(...(body.scripts ?? []))
  const history = responseHistory(slot, steps, scripts)
  const heading = isDescription ? 'Information text' : 'Question text'
  const html = `<div id="${elementId(slot)}" class="${classesOf(slot, state)}">${infoBox(slot, state, context.flagged)}<div class="content"><div class="formulation clearfix"><h4 class="accesshide">${heading}</h4><input type="hidden" name="${fieldPrefix(slot)}:sequencecheck" value="${steps.length}" />${body.formulation}${validationError(slot, body)}</div>${outcome}${history}</div></div>${scripts.toHtml()}`
  const number = slot.label.replace('Question ', '')
  return {
    slot: slot.slot,
    type: question.type,
    page: context.page,
    questionnumber: isDescription ? 'i' : number,
    ...(isDescription ? {} : { number: Number(number) }),
    html,
    responsefileareas: body.responseFileAreas ?? [],
    sequencecheck: steps.length,
    lastactiontime: steps.at(-1)?.at ?? 0,
    hasautosavedstep: false,
    flagged: context.flagged,
    ...(isDescription
      ? {}
      : { state: state.state, stateclass: state.stateClass, status: state.status, blockedbyprevious: false }),
    mark: state.mark === undefined ? '' : formatMark(state.mark),
    maxmark: question.maxMark,
    settings: body.settings === null ? null : JSON.stringify(body.settings),
  }
}
