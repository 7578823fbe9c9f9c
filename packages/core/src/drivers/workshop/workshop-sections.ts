import type { Block, ReportFact, ReportSection } from '../../documents/index.ts'
import type { ItemReportContent } from '../../reporting/item-report.ts'
import { personFacts } from '../../reporting/person-facts.ts'
import { paragraph, type ReportReader } from '../../reporting/report-reader.ts'
import { tableOf } from '../../reporting/table.ts'
import type { AssessedAspect, WorkshopAssessment } from '../../sources/workshop-source.ts'
import { givenSection } from './given-assessments.ts'
import { onScale } from './on-scale.ts'
import type { WorkshopReportInput } from './workshop-report-input.ts'
import { workshopWords } from './workshop-words.ts'

/** What a report shows; what the settings leave out is not read. */
export function workshopSections(input: WorkshopReportInput, reader: ReportReader): ItemReportContent {
  return {
    facts: input.settings.sections.has('header') ? facts(input, reader) : [],
    sections: [
      ...instructionsSection(input, reader),
      ...submissionSection(input, reader),
      ...gradeSection(input, reader),
      ...assessmentSections(input, reader),
      ...givenSection(input, reader),
    ],
  }
}

function facts(input: WorkshopReportInput, reader: ReportReader): readonly ReportFact[] {
  const { workshop, author, submission, assessingGrade, settings } = input
  const words = workshopWords(settings.language)
  const { maxAssessmentGrade, gradeDecimals } = workshop
  const assessing = (value: number): string =>
    `${reader.number(value, gradeDecimals)} / ${reader.number(maxAssessmentGrade, gradeDecimals)}`
  return [
    ...(author === null ? reader.fact(words.student, words.unknownPerson) : personFacts(author, reader, input)),
    ...(submission === null ? reader.fact(words.state, words.nothingHandedInState, true) : []),
    ...reader.fact(words.handedIn, reader.moment(submission?.createdAt ?? null)),
    ...reader.fact(words.lastChange, reader.moment(submission?.modifiedAt ?? null)),
    ...reader.fact(words.late, submission?.late ? words.lateYes : ''),
    ...reader.fact(words.published, submission?.published ? words.yes : ''),
    ...(settings.sections.has('grade') && submission
      ? reader.fact(words.grade, submissionGrade(input, reader) || words.notGraded, true)
      : []),
    ...(settings.sections.has('assessing') && assessingGrade !== null
      ? reader.fact(words.assessingGrade, assessing(assessingGrade), true)
      : []),
  ]
}

function submissionGrade({ workshop, submission }: WorkshopReportInput, reader: ReportReader): string {
  const percent = submission?.overridePercent ?? submission?.gradePercent ?? null
  return onScale(percent, workshop.maxSubmissionGrade, reader, workshop.gradeDecimals)
}

function instructionsSection(
  { workshop, settings }: WorkshopReportInput,
  reader: ReportReader,
): readonly ReportSection[] {
  if (!settings.sections.has('instructions')) return []
  const words = workshopWords(settings.language)
  const text = (key: string, heading: string, html: string) =>
    reader.part('prompt', heading, reader.html(html, { key, folder: 'instructions', linksOnly: true }))
  const parts = [
    ...text('introduction', '', workshop.introHtml),
    ...text('for authors', words.forAuthors, workshop.authorInstructionsHtml),
    ...text('for reviewers', words.forReviewers, workshop.reviewerInstructionsHtml),
    ...text('conclusion', words.conclusion, workshop.conclusionHtml),
  ]
  return parts.length === 0 ? [] : [{ number: '', heading: words.instructions, parts }]
}

const submissionPart = { key: 'submission', folder: 'text' }

function submissionSection(
  { submission, settings }: WorkshopReportInput,
  reader: ReportReader,
): readonly ReportSection[] {
  const words = workshopWords(settings.language)
  const { sections } = settings
  if (!sections.has('submission')) return []
  if (!submission) {
    return [
      { number: '', heading: words.submission, parts: reader.part('other', '', [paragraph(words.nothingHandedIn)]) },
    ]
  }
  const title: readonly Block[] = [{ kind: 'heading', level: 1, content: [{ kind: 'text', text: submission.title }] }]
  const files = sections.has('attachments') ? reader.files(submission.attachments) : []
  const parts = [
    ...reader.part('answer', '', [...title, ...reader.html(submission.contentHtml, submissionPart)]),
    ...reader.part('attachments', words.linkedFiles, reader.linkedFiles(submissionPart)),
    ...reader.part('attachments', words.attachments, files),
  ]
  return [{ number: '', heading: words.submission, parts }]
}

function gradeSection(input: WorkshopReportInput, reader: ReportReader): readonly ReportSection[] {
  const { workshop, submission, settings, identity } = input
  if (!submission || !settings.sections.has('grade')) return []
  const words = workshopWords(settings.language)
  const { gradePercent, overridePercent, overriddenBy } = submission
  const setter = overriddenBy && settings.sections.has('reviewers') ? identity.participant(overriddenBy).fullName : ''
  const calculated = onScale(gradePercent, workshop.maxSubmissionGrade, reader, workshop.gradeDecimals)
  const lines = [
    ...(calculated === '' ? [] : [`${words.calculated}: ${calculated}`]),
    ...(overridePercent === null ? [] : [`${submissionGrade(input, reader)}, ${words.setBy(setter)}`]),
  ]
  const part = { key: 'feedback', folder: 'feedback' }
  const parts = [
    ...reader.part('other', '', lines.map(paragraph)),
    ...reader.part('comment', words.feedbackToAuthor, reader.html(submission.feedbackHtml, part)),
    ...reader.part('attachments', words.linkedFiles, reader.linkedFiles(part)),
  ]
  const mark = submissionGrade(input, reader)
  if (parts.length === 0 && mark === '') return []
  return [{ number: '', heading: words.grade, ...(mark === '' ? {} : { mark }), parts }]
}

function assessmentSections(input: WorkshopReportInput, reader: ReportReader): readonly ReportSection[] {
  const { submission, received, settings } = input
  const words = workshopWords(settings.language)
  if (!submission || !settings.sections.has('assessments')) return []
  if (received.assessments.length === 0) {
    const parts = reader.part('other', '', [paragraph(words.noAssessments)])
    return [{ number: '', heading: words.assessment(0).replace(/ 0$/u, ''), parts }]
  }
  return received.assessments.map((assessment, index) => assessmentSection(assessment, index + 1, input, reader))
}

function assessmentSection(
  assessment: WorkshopAssessment,
  number: number,
  input: WorkshopReportInput,
  reader: ReportReader,
): ReportSection {
  const { workshop, settings, identity } = input
  const { sections } = settings
  const words = workshopWords(settings.language)
  const reviewer =
    assessment.reviewer === null ? words.unknownPerson : identity.participant(assessment.reviewer).fullName
  const mark = onScale(assessment.gradePercent, workshop.maxSubmissionGrade, reader, workshop.gradeDecimals)
  const part = { key: `assessment ${number}`, folder: `assessment ${number}/text` }
  const assessing = sections.has('assessing') ? assessingBlocks(assessment, input, reader) : []
  const toReviewer = sections.has('assessing') ? reader.html(assessment.feedbackForReviewerHtml, part) : []
  const files = sections.has('attachments') ? reader.files(assessment.attachments) : []
  return {
    number: String(number),
    heading: sections.has('reviewers') ? words.assessmentBy(reviewer) : words.assessment(number),
    ...(mark === '' ? {} : { mark }),
    parts: [
      ...reader.part('other', '', [paragraph(assessmentLine(assessment, input, reader))]),
      ...reader.part('answer', words.form, aspectsTable(assessment.aspects ?? [], part, { input, reader })),
      ...reader.part('comment', words.feedbackToAuthor, reader.html(assessment.feedbackForAuthorHtml, part)),
      ...reader.part('attachments', words.attachments, files),
      ...reader.part('attachments', words.linkedFiles, reader.linkedFiles(part)),
      ...reader.part('other', words.worth, assessing),
      ...reader.part('comment', words.feedbackToReviewer, toReviewer),
    ],
  }
}

function assessmentLine(
  { weight, modifiedAt, createdAt }: WorkshopAssessment,
  { settings }: WorkshopReportInput,
  reader: ReportReader,
): string {
  const words = workshopWords(settings.language)
  const moment = reader.moment(modifiedAt ?? createdAt)
  return [...(moment === '' ? [] : [`${words.assessed}: ${moment}`]), `${words.weight}: ${weight}`].join(' · ')
}

function assessingBlocks(
  { assessingPercent, assessingOverridePercent, overriddenBy }: WorkshopAssessment,
  { workshop, settings, identity }: WorkshopReportInput,
  reader: ReportReader,
): readonly Block[] {
  const words = workshopWords(settings.language)
  const shown = (percent: number | null): string =>
    onScale(percent, workshop.maxAssessmentGrade, reader, workshop.gradeDecimals)
  const setter = overriddenBy && settings.sections.has('reviewers') ? identity.participant(overriddenBy).fullName : ''
  return [
    ...(assessingPercent === null ? [] : [paragraph(shown(assessingPercent))]),
    ...(assessingOverridePercent === null
      ? []
      : [paragraph(`${shown(assessingOverridePercent)}, ${words.setBy(setter)}`)]),
  ]
}

function aspectsTable(
  aspects: readonly AssessedAspect[],
  part: { readonly key: string; readonly folder: string },
  { input, reader }: { readonly input: WorkshopReportInput; readonly reader: ReportReader },
): readonly Block[] {
  const words = workshopWords(input.settings.language)
  const points = ({ points: given, maxPoints }: AssessedAspect): string =>
    given === null ? '' : `${reader.number(given, 2)}${maxPoints === null ? '' : ` / ${reader.number(maxPoints, 2)}`}`
  return tableOf([
    { heading: words.aspect, cells: aspects.map(({ descriptionHtml }) => reader.html(descriptionHtml, part)) },
    { heading: words.weight, cells: aspects.map(({ weight }) => (weight === null ? '' : String(weight))) },
    { heading: words.chosen, cells: aspects.map(({ chosenHtml }) => reader.html(chosenHtml, part)) },
    { heading: words.points, cells: aspects.map(points) },
    { heading: words.comment, cells: aspects.map(({ commentHtml }) => reader.html(commentHtml, part)) },
  ])
}
