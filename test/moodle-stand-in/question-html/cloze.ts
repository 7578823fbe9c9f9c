import { isPartRight } from '../../sample-course/grading.ts'
import type { ClozePart, ClozeQuestion } from '../../sample-course/question-types.ts'
import { responseOf } from '../../sample-course/question-types.ts'
import type { RenderedBody, Slot } from './slot.ts'
import { fieldPrefix, moduleCall } from './slot.ts'
import { escapeHtml, formatMark, markIcon } from './text.ts'

type Given = string | number | readonly number[] | null | undefined

interface PartInSlot {
  readonly slot: Slot
  readonly number: number
  readonly name: string
  readonly given: Given
  readonly isRight: boolean
}

/** The pop-up with the verdict, the feedback and the right answer, escaped into an attribute. */
function feedbackPopup(place: PartInSlot, rightAnswer: string, feedback: string): string {
  if (!place.slot.finished) return ''
  const verdict =
    place.given === null || place.given === undefined ? 'Not answered' : place.isRight ? 'Correct' : 'Incorrect'
  const lines = [
    verdict,
    ...(feedback === '' ? [] : [feedback]),
    `The correct answer is: ${rightAnswer}`,
    `Mark ${formatMark(place.isRight ? 1 : 0)} out of 1.00`,
  ]
  const content = `<span class="feedbackspan">${lines.join('<br />')}</span>`
  return `<a role="button" tabindex="0" class="feedbacktrigger btn btn-link p-0" data-toggle="popover" data-container="body" data-content="${escapeHtml(content)}" data-placement="right" data-trigger="hover focus" data-html="true" href="#">${markIcon(place.isRight ? 'correct' : 'incorrect')}</a>`
}

function verdictClass(place: PartInSlot): string {
  if (!place.slot.finished) return ''
  return place.isRight ? ' correct' : ' incorrect'
}

function textPart(part: Extract<ClozePart, { kind: 'text' }>, place: PartInSlot): string {
  const value = typeof place.given === 'string' ? ` value="${escapeHtml(place.given)}"` : ''
  return `<input type="text" name="${place.name}answer"${value} id="${place.name}answer" size="${part.right.length + 1}" class="form-control d-inline mb-1${verdictClass(place)}" readonly="readonly" />${feedbackPopup(place, part.right, place.isRight ? part.feedback : '')}`
}

function menuPart(part: Extract<ClozePart, { options: readonly string[] }>, place: PartInSlot): string {
  const options = part.options.map(
    (option, index) =>
      `<option${place.given === index ? ' selected="selected"' : ''} value="${index}">${option}</option>`,
  )
  const right = typeof part.right === 'number' ? part.options[part.right] : ''
  return `<select id="${place.name}answer" disabled="disabled" class="select custom-select${place.slot.finished ? verdictClass(place) : ` menu${place.name}answer`}" name="${place.name}answer"><option value="">&nbsp;</option>${options.join('')}</select>${feedbackPopup(place, right ?? '', '')}`
}

function checkRow(part: Extract<ClozePart, { options: readonly string[] }>, place: PartInSlot, index: number): string {
  const several = part.kind === 'checkboxes'
  const isRight = typeof part.right === 'number' ? part.right === index : part.right.includes(index)
  const checked = Array.isArray(place.given) ? place.given.includes(index) : place.given === index
  const judged = place.slot.finished && checked
  const verdict = isRight ? 'correct' : 'incorrect'
  const id = several ? `${place.name}choice${index}` : `${place.name}answer${index}`
  const attributes = several
    ? `type="checkbox" value="1" class="form-check-input" disabled="disabled" name="${id}" id="${id}"`
    : `type="radio" name="${place.name}answer" class="form-check-input" disabled="disabled" value="${index}" id="${id}"`
  return `<div class="form-check text-wrap text-break${judged ? ` ${verdict}` : ''}"><input ${attributes}${checked ? ' checked="checked"' : ''} /><label for="${id}" class="form-check-label text-body">${part.options[index]}</label>${judged ? markIcon(verdict) : ''}</div>`
}

function choicePart(part: Extract<ClozePart, { options: readonly string[] }>, place: PartInSlot): string {
  const rows = part.options.map((_, index) => checkRow(part, place, index)).join('')
  const several = typeof part.right !== 'number'
  const rights =
    typeof part.right === 'number'
      ? part.options[part.right]
      : `<ul>${part.right.map((index) => `<li>${part.options[index]}</li>`).join('')}</ul>`
  const list = several
    ? `<div class="answer">${rows}</div>`
    : `<fieldset class="answer"><legend class="sr-only">Multiple choice 1 ${place.slot.label}</legend>${rows}</fieldset>`
  const outcome = `<div class="outcome"><div>Mark ${formatMark(place.isRight ? 1 : 0)} out of 1.00</div><br />The correct answer is: ${rights}</div>`
  return `${list}${place.slot.finished ? outcome : ''}`
}

function renderPart(part: ClozePart, place: PartInSlot): string {
  if (part.kind === 'radio' || part.kind === 'checkboxes') return choicePart(part, place)
  const label = `<label class="subq accesshide" for="${place.name}answer">Answer ${place.number} ${place.slot.label}</label>`
  const field = part.kind === 'text' ? textPart(part, place) : menuPart(part, place)
  return `<span class="subquestion">${label}${field}</span>`
}

function partSummary(part: ClozePart, given: Given): string {
  if (typeof given === 'string') return given
  if (part.kind === 'text') return ''
  if (typeof given === 'number') return part.options[given] ?? ''
  return (given ?? []).map((index) => part.options[index]).join('; ')
}

export function renderCloze(question: ClozeQuestion, slot: Slot): RenderedBody {
  const given = responseOf(slot.response, 'multianswer')?.parts
  const formulation = question.text.replaceAll(/\{(\d+)\}/g, (_, digits: string) => {
    const number = Number(digits)
    const part = question.parts[number - 1]
    if (!part) return ''
    const answer = given?.[number - 1]
    return renderPart(part, {
      slot,
      number,
      name: `${fieldPrefix(slot)}sub${number}_`,
      given: answer,
      isRight: isPartRight(part, answer),
    })
  })
  return {
    formulation,
    scripts: slot.finished ? [moduleCall('qtype_multianswer/feedback', 'initPopovers()')] : [],
    summary: question.parts.map((part, index) => `part ${index + 1}: ${partSummary(part, given?.[index])}`).join('; '),
    settings: null,
    incomplete: question.parts.some((_, index) => (given?.[index] ?? null) === null)
      ? 'Please answer all parts of the question.'
      : undefined,
  }
}
