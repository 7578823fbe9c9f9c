import type { LinkingPart } from '../../reporting/report-materials.ts'
import type { FileToKeep } from '../../reporting/report-files.ts'
import type { FileReference, ReviewedQuestion } from '../../sources/activity-source.ts'
import { isCommentFile } from './comment-files.ts'

/** The overall feedback, which belongs to no question. */
export const overallFeedbackPart: LinkingPart = { key: 'overall feedback', folder: 'overall feedback' }

/** A question as a part whose texts link to files. */
export function questionPart(question: Pick<ReviewedQuestion, 'slot' | 'numberShown'>): LinkingPart {
  return { key: `slot ${question.slot}`, folder: `${folderOf(question)}/question` }
}

/** Where a file of an answer lies: by question, those of comments apart. */
export function answerFile(file: FileReference, question: Pick<ReviewedQuestion, 'slot' | 'numberShown'>): FileToKeep {
  return { file, folder: isCommentFile(file) ? `${folderOf(question)}/comment` : folderOf(question) }
}

function folderOf({ slot, numberShown }: Pick<ReviewedQuestion, 'slot' | 'numberShown'>): string {
  return numberShown === 'i' || numberShown === '' ? `slot ${slot}` : `Q${numberShown}`
}
