import { gradeResponse } from '../../sample-course/grading.ts'
import type {
  EssayQuestion,
  NumericalQuestion,
  ShortAnswerQuestion,
  StudentFile,
} from '../../sample-course/question-types.ts'
import { responseOf } from '../../sample-course/question-types.ts'
import { questionText } from './choices.ts'
import type { RenderedBody, ResponseFileArea, Slot } from './slot.ts'
import { fieldPrefix, responseFile, rightness, withFiles } from './slot.ts'
import { escapeHtml, filterFormulas, htmlToText, markIcon } from './text.ts'

/** The read-only text field of a short or numerical answer. */
function answerField(slot: Slot, text: string | undefined, size: number): string {
  const name = `${fieldPrefix(slot)}answer`
  const verdict = rightness(gradeResponse(slot.question, slot.response))
  const judged = slot.finished && text !== undefined
  const value = text === undefined ? '' : ` value="${escapeHtml(text)}"`
  return `<input type="text" name="${name}"${value} id="${name}" size="${size}" class="form-control d-inline${judged ? ` ${verdict}` : ''}" readonly="readonly" />${judged ? markIcon(verdict) : ''}`
}

export function renderShortAnswer(question: ShortAnswerQuestion, slot: Slot): RenderedBody {
  const text = responseOf(slot.response, 'shortanswer')?.text
  const isRight = gradeResponse(question, slot.response) === 1
  return {
    formulation: `<div class="qtext">${questionText(slot)}</div><div class="ablock d-flex flex-wrap align-items-center"><label for="${fieldPrefix(slot)}answer">Answer: <span class="sr-only">${slot.label}</span><span class="answer">${answerField(slot, text, 80)}</span></label></div>`,
    ...(isRight ? { specificFeedback: question.feedback } : {}),
    rightAnswer: `The correct answer is: ${question.accepted[0]}`,
    summary: escapeHtml(text ?? ''),
    settings: null,
  }
}

export function renderNumerical(question: NumericalQuestion, slot: Slot): RenderedBody {
  const text = responseOf(slot.response, 'numerical')?.text
  const share = gradeResponse(question, slot.response)
  const unitMissing = share === 1 ? '' : '<p>You did not give the correct unit.</p>'
  return {
    formulation: `<div class="qtext">${questionText(slot)}</div><div class="ablock d-flex flex-wrap align-items-center"><label for="${fieldPrefix(slot)}answer">Answer: <span class="sr-only">${slot.label}</span></label><span class="answer">${answerField(slot, text, 30)}</span></div>`,
    ...(share === undefined
      ? {}
      : { specificFeedback: filterFormulas(`${share > 0 ? question.feedback : ''}${unitMissing}`) }),
    rightAnswer: `The correct answer is: ${question.value} ${question.unit}`,
    summary: escapeHtml(text ?? ''),
    settings: { unitgradingtype: '1', unitpenalty: '0.1000000', unitdisplay: '0', unitsleft: '0' },
  }
}

/** Sizes as Moodle shows them. */
function displaySize(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`
}

const fileKinds: Record<string, { readonly name: string; readonly icon: string }> = {
  'application/pdf': { name: 'PDF document', icon: 'pdf' },
  'text/csv': { name: 'text/csv', icon: 'spreadsheet' },
  'text/plain': { name: 'Text file', icon: 'text' },
}

function attachmentLink(slot: Slot, file: StudentFile): string {
  const kind = fileKinds[file.mimetype] ?? { name: 'File', icon: 'unknown' }
  const address = `${responseFile(slot, 'response_attachments', file.name)}?forcedownload=1`
  return `<li class="mb-2"><a href="${address}"><img class="icon icon" alt="${kind.name}" title="${kind.name}" src="${slot.wwwroot}/theme/image.php/boost/core/1790000000/f/${kind.icon}" /> ${escapeHtml(file.name)}</a></li>`
}

function fileArea(slot: Slot, area: 'attachments' | 'answer', files: readonly StudentFile[]): ResponseFileArea[] {
  if (files.length === 0) return []
  return [
    {
      area,
      files: files.map((file) => ({
        filename: file.name,
        filepath: '/',
        filesize: file.bytes.length,
        fileurl: `${responseFile(slot, `response_${area}`, file.name)}?forcedownload=1`,
        timemodified: 1_791_800_000,
        mimetype: file.mimetype,
      })),
    },
  ]
}

function essayText(question: EssayQuestion, slot: Slot, text: string): string {
  const prefix = fieldPrefix(slot)
  if (question.format === 'monospaced') {
    return `<label class="sr-only" for="${prefix}answer_id">Answer text ${slot.label}</label><textarea id="${prefix}answer_id" readonly="readonly" class="qtype_essay_monospaced qtype_essay_response form-control" rows="15" cols="60">${escapeHtml(text)}</textarea>`
  }
  const html = filterFormulas(withFiles(text, (name) => responseFile(slot, 'response_answer', name)))
  return `<h4 id="${prefix}answer_label" class="sr-only">Answer text ${slot.label}</h4><div role="textbox" aria-readonly="true" aria-labelledby="${prefix}answer_label" class="qtype_essay_${question.format} qtype_essay_response readonly" style="min-height: 22.5em;">${html}</div>`
}

export function renderEssay(question: EssayQuestion, slot: Slot): RenderedBody {
  const response = responseOf(slot.response, 'essay')
  const attachments = response?.attachments ?? []
  const prefix = fieldPrefix(slot)
  const list =
    question.attachments === 0
      ? ''
      : `<h4 id="${prefix}attachments_label" class="sr-only">Answer files ${slot.label}</h4><ul aria-labelledby="${prefix}attachments_label" class="list-unstyled m-0">${attachments.map((file) => attachmentLink(slot, file)).join('')}</ul>`
  const text = response?.text ?? ''
  const names = attachments.map((file) => `${file.name} (${displaySize(file.bytes.length)})`)
  const words = question.format === 'monospaced' ? escapeHtml(text) : htmlToText(text)
  return {
    formulation: `<div class="qtext">${questionText(slot)}</div><div class="ablock"><div class="answer">${essayText(question, slot, text)}</div><div class="attachments">${list}</div></div>`,
    summary: names.length > 0 ? `${words}\n\nAttachments: ${escapeHtml(names.join(', '))}` : words,
    responseFileAreas: [
      ...fileArea(slot, 'attachments', attachments),
      ...fileArea(slot, 'answer', response?.inline ?? []),
    ],
    settings: {
      responseformat: question.format,
      responserequired: '1',
      responsefieldlines: '15',
      attachments: String(question.attachments),
      attachmentsrequired: '0',
      maxbytes: '0',
      filetypeslist: [],
      responsetemplate: '',
      responsetemplateformat: '1',
      minwordlimit: '0',
      maxwordlimit: '0',
    },
  }
}
