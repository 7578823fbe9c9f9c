import { convertHtmlInline, conversionWords, inlineText, moodleDialect, type Inline } from '../../documents/index.ts'
import { formatNumber } from '../../reporting/index.ts'
import type { AssessmentWords } from './assessment-words.ts'
import type { SubmissionView } from './submission-view.ts'

/** The grade in a line: points of the highest, or the word of a scale. Empty for an assignment without grades. */
export function gradeText({ assignment, grade, displayHtml }: GradeParts, words: AssessmentWords): string {
  const { grading } = assignment
  if (grade === null || grade.grade === null) return grading.kind === 'none' ? '' : words.notGraded
  if (grading.kind === 'points')
    return `${formatNumber(grade.grade, 2, words)} / ${formatNumber(grading.maxGrade, 2, words)}`
  return displayText(displayHtml, words) || formatNumber(grade.grade, 0, words)
}

type GradeParts = Pick<SubmissionView, 'assignment' | 'grade' | 'displayHtml'>

/** The grade as the site shows it, without its markup, and with plain spaces. */
export function displayText(displayHtml: string, words: AssessmentWords): string {
  return inlineText(displayInline(displayHtml, words)).replaceAll(/\s+/gu, ' ').trim()
}

function displayInline(html: string, words: AssessmentWords): readonly Inline[] {
  const nothing = () => undefined
  return convertHtmlInline(html, {
    words: conversionWords[words.language],
    dialect: moodleDialect,
    image: nothing,
    file: nothing,
    note: nothing,
  })
}

/** Whether the site shows more than a number or a word: a filled rubric or marking guide. */
export function isFilledForm(displayHtml: string): boolean {
  return /<(?:table|div|ul|ol|dl)\b/iu.test(displayHtml)
}
