import type { SampleAnswer } from './sample-attempts.ts'
import type { Say } from './sample-language.ts'
import { isChoice } from './judge-answer.ts'
import type { SampleChoiceQuestion, SampleQuestion } from './sample-questions.ts'

/** One question of an attempt, as it is to be shown. */
export interface QuestionToRender {
  readonly say: Say
  readonly question: SampleQuestion
  readonly answer: SampleAnswer
  /** What the state is called among the classes: `correct`, `notanswered` … */
  readonly stateClass: string
  /** Whether the attempt is over, so that rightness and explanations are shown. */
  readonly finished: boolean
  readonly attemptId: number
  readonly slot: number
  /** HTML; empty if there is none. */
  readonly comment: string
  readonly attachment: { readonly fileName: string; readonly address: string } | null
}

/** The question as a Moodle site would show it in a review, which is the form that reports are made from. */
export function renderQuestion(shown: QuestionToRender): string {
  const { question, stateClass, attemptId, slot } = shown
  const behaviour = question.type === 'essay' ? 'manualgraded' : 'deferredfeedback'
  const text = `<div class="qtext">${withFormulas(question.text)}</div>`
  const content = `<div class="formulation clearfix">${text}${answerHtml(shown)}</div>${outcome(shown)}${comment(shown)}`
  return `<div id="question-${attemptId}-${slot}" class="que ${question.type} ${behaviour} ${stateClass}"><div class="content">${content}</div></div>`
}

function answerHtml(shown: QuestionToRender): string {
  const { question, answer } = shown
  if (isChoice(question)) return choices(shown, question)
  const text = typeof answer === 'string' ? answer : ''
  if (question.type === 'essay') {
    const written = `<div role="textbox" class="qtype_essay_editor qtype_essay_response readonly">${text}</div>`
    return `<div class="ablock"><div class="answer">${written}</div>${attachmentList(shown)}</div>`
  }
  const field = `<input type="text" name="${fieldName(shown)}" value="${escape(text)}" readonly="readonly" class="form-control d-inline" />`
  return `<div class="ablock"><span class="answer">${field}</span></div>`
}

function choices(shown: QuestionToRender, question: SampleChoiceQuestion): string {
  const { say, answer, finished } = shown
  const chosen = new Set(typeof answer === 'string' || answer === null ? [] : answer)
  const rows = question.choices.map((choice, place) => {
    const checked = chosen.has(place)
    const judged = checked && finished ? (choice.right ? ' correct' : ' incorrect') : ''
    const kind = question.several ? 'checkbox' : 'radio'
    const number = question.type === 'truefalse' ? '' : `<span class="answernumber">${'abcdef'[place]}. </span>`
    return `<div class="r${place % 2}${judged}"><input type="${kind}" name="${fieldName(shown)}${question.several ? place : ''}" value="${place}" disabled="disabled"${checked ? ' checked="checked"' : ''} /><div>${number}<div>${choice.text}</div></div></div>`
  })
  const prompt = question.several
    ? say('Select one or more:', 'Wählen Sie eine oder mehrere:')
    : say('Select one:', 'Wählen Sie eine:')
  return `<fieldset class="ablock"><legend class="prompt">${prompt}</legend><div class="answer">${rows.join('')}</div></fieldset>`
}

function attachmentList({ attachment }: QuestionToRender): string {
  if (!attachment) return ''
  return `<div class="attachments"><ul><li><a href="${attachment.address}">${escape(attachment.fileName)}</a></li></ul></div>`
}

function outcome({ say, question, finished }: QuestionToRender): string {
  if (!finished || question.type === 'essay') return ''
  const right = isChoice(question)
    ? question.choices.flatMap(({ right, text }) => (right ? [text] : [])).join(', ')
    : escape(question.right)
  const explanation = `<div class="generalfeedback">${withFormulas(question.explanation)}</div>`
  const answer = `<div class="rightanswer">${say('The correct answer is', 'Die richtige Antwort ist')}: ${right}</div>`
  return `<div class="outcome clearfix"><div class="feedback">${question.explanation === '' ? '' : explanation}${answer}</div></div>`
}

function comment({ comment: html }: QuestionToRender): string {
  return html === '' ? '' : `<div class="comment clearfix">${html}</div>`
}

const fieldName = ({ attemptId, slot }: QuestionToRender): string => `q${attemptId}:${slot}_answer`

function withFormulas(html: string): string {
  return html.replaceAll(/\\\([^]*?\\\)/gu, (formula) => `<span class="nolink">${formula}</span>`)
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
