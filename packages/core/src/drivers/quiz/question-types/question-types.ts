import type { QuestionTypeReader } from '../question-reading.ts'
import { readChoiceQuestion } from './choice-questions.ts'
import { readCloze } from './cloze-question.ts'
import { readDragOntoImage } from './drag-image-question.ts'
import { readDragMarkers } from './drag-marker-question.ts'
import { readMatchQuestion } from './match-questions.ts'
import { readOrdering } from './ordering-question.ts'
import { readDragWords, readSelectWords } from './text-gap-questions.ts'
import { readUnknownQuestion } from './unknown-question.ts'
import { readDescription, readEssay, readFieldQuestion } from './written-questions.ts'

/** Who reads which question type, by Moodle's name of it. To teach Muniment a type, add a reader here. */
const readers: ReadonlyMap<string, QuestionTypeReader> = new Map([
  ['description', readDescription],
  ['multichoice', readChoiceQuestion],
  ['truefalse', readChoiceQuestion],
  ['calculatedmulti', readChoiceQuestion],
  ['shortanswer', readFieldQuestion],
  ['numerical', readFieldQuestion],
  ['calculated', readFieldQuestion],
  ['calculatedsimple', readFieldQuestion],
  ['essay', readEssay],
  ['match', readMatchQuestion],
  ['randomsamatch', readMatchQuestion],
  ['multianswer', readCloze],
  ['ddwtos', readDragWords],
  ['gapselect', readSelectWords],
  ['ddimageortext', readDragOntoImage],
  ['ddmarker', readDragMarkers],
  ['ordering', readOrdering],
])

/** Whether a type is one of Moodle's own. */
export function isKnownType(type: string): boolean {
  return readers.has(type)
}

export function questionTypeReader(type: string): QuestionTypeReader {
  return readers.get(type) ?? readUnknownQuestion
}
