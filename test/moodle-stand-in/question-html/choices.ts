import { gradeResponse } from '../../sample-course/grading.ts'
import type { MultichoiceQuestion, TrueFalseQuestion } from '../../sample-course/question-types.ts'
import { responseOf } from '../../sample-course/question-types.ts'
import type { RenderedBody, Slot } from './slot.ts'
import { combinedFeedback, elementId, fieldPrefix, moduleCall, questionFile, withFiles } from './slot.ts'
import { filterFormulas, htmlToText, markIcon, shuffled } from './text.ts'

/** The question's text in the wrapper that Moodle gives it. */
export function questionText(slot: Slot): string {
  const { id, text } = slot.question
  const html = withFiles(text, (name) => questionFile(slot, 'question/questiontext', id, name))
  return `<div class="clearfix">${filterFormulas(html)}</div>`
}

interface ShownChoice {
  readonly index: number
  readonly html: string
  readonly right: boolean
  readonly feedback: string
}

function shownChoices(question: MultichoiceQuestion, slot: Slot): ShownChoice[] {
  const choices = question.choices.map((choice, index) => ({
    index,
    html: filterFormulas(
      withFiles(choice.html, (name) => questionFile(slot, 'question/answer', question.id * 10 + index, name)),
    ),
    right: choice.right,
    feedback: choice.feedback ? filterFormulas(choice.feedback) : '',
  }))
  return shuffled(choices, slot.usageId * 31 + slot.slot)
}

function choiceRow(slot: Slot, several: boolean, position: number, choice: ShownChoice & { checked: boolean }): string {
  const prefix = fieldPrefix(slot)
  const id = several ? `${prefix}choice${position}` : `${prefix}answer${position}`
  const name = several ? id : `${prefix}answer`
  const judged = slot.finished && choice.checked
  const verdict = choice.right ? 'correct' : 'incorrect'
  const input = `<input type="${several ? 'checkbox' : 'radio'}" name="${name}" disabled="disabled" value="${several ? 1 : position}" id="${id}" aria-labelledby="${id}_label"${choice.checked ? ' checked="checked"' : ''} />`
  const label = `<div class="d-flex w-auto" id="${id}_label" data-region="answer-label"><span class="answernumber">${'abcdefgh'[position]}. </span><div class="flex-fill ms-1">${choice.html}</div></div>`
  const icon = judged ? `<span class="ms-1">${markIcon(verdict)}</span>` : ''
  const feedback = judged && choice.feedback !== '' ? `<div class="specificfeedback">${choice.feedback}</div>` : ''
  return `<div class="r${position % 2}${judged ? ` ${verdict}` : ''}">${input}${label} ${icon}${feedback}</div>\n`
}

export function renderMultichoice(question: MultichoiceQuestion, slot: Slot): RenderedBody {
  const chosen = responseOf(slot.response, 'multichoice')?.chosen ?? []
  const choices = shownChoices(question, slot)
  const rows = choices.map((choice, position) =>
    choiceRow(slot, question.several, position, { ...choice, checked: chosen.includes(choice.index) }),
  )
  const prompt = question.several ? 'Select one or more:' : 'Select one:'
  const rights = choices.filter((choice) => choice.right)
  const rightCount = rights.length
  const rightChosen = rights.filter((choice) => chosen.includes(choice.index)).length
  const partly = question.several && rightChosen > 0 && (rightChosen < rightCount || chosen.length > rightCount)
  return {
    formulation: `<div class="qtext">${questionText(slot)}</div><fieldset class="ablock no-overflow visual-scroll-x"><legend class="prompt h6 font-weight-normal "><span class="sr-only">${slot.label}</span> ${prompt}</legend><div class="answer">${rows.join('')}</div></fieldset>`,
    specificFeedback: combinedFeedback(gradeResponse(question, slot.response)),
    ...(partly
      ? {
          partsCorrect:
            chosen.length > rightCount
              ? 'You have selected too many options.'
              : `You have correctly selected ${rightChosen}.`,
        }
      : {}),
    rightAnswer: `${rightCount > 1 ? 'The correct answers are' : 'The correct answer is'}: ${rights.map((choice) => choice.html.replaceAll(/^<p>|<\/p>$/g, '')).join(', ')}`,
    scripts: [moduleCall('qtype_multichoice/answers', `init("${elementId(slot)}")`)],
    summary: choices
      .filter((choice) => chosen.includes(choice.index))
      .map((choice) => htmlToText(choice.html))
      .join('; '),
    settings: { shuffleanswers: '1', answernumbering: 'abc', showstandardinstruction: '1', layout: 1 },
  }
}

export function renderTrueFalse(question: TrueFalseQuestion, slot: Slot): RenderedBody {
  const given = responseOf(slot.response, 'truefalse')?.value
  const prefix = fieldPrefix(slot)
  const row = (value: boolean): string => {
    const checked = given === value
    const verdict = value === question.right ? 'correct' : 'incorrect'
    const id = `${prefix}answer${value}`
    return `<div class="r${value ? 0 : 1}${checked && slot.finished ? ` ${verdict}` : ''}"><input type="radio" name="${prefix}answer" value="${value ? 1 : 0}" id="${id}" disabled="disabled"${checked ? ' checked="checked"' : ''} /><label for="${id}" class="ms-1">${value ? 'True' : 'False'}</label> ${checked && slot.finished ? markIcon(verdict) : ''}</div>`
  }
  return {
    formulation: `<div class="qtext">${questionText(slot)}</div><fieldset class="ablock"><legend class="prompt h6 font-weight-normal sr-only"><span class="sr-only">${slot.label}</span> Answer</legend><div class="answer">${row(true)}${row(false)}</div></fieldset>`,
    ...(given === undefined ? {} : { specificFeedback: given ? question.feedbackTrue : question.feedbackFalse }),
    rightAnswer: `The correct answer is '${question.right ? 'True' : 'False'}'.`,
    summary: given ? 'True' : 'False',
    settings: null,
  }
}
