import type { ItemRemark } from '../../archive/archive-description.ts'
import type { JsonValue } from '../../driver/archiving-context.ts'
import type { ItemReport, ItemReportContent } from '../../reporting/item-report.ts'
import { personRecord } from '../../reporting/person-facts.ts'
import { notices } from '../../reporting/remarks.ts'
import type { FileToKeep } from '../../reporting/report-files.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { WorkshopAssessment } from '../../sources/workshop-source.ts'
import { givenData } from './given-assessments.ts'
import type { WorkshopReportInput } from './workshop-report-input.ts'
import { workshopSections } from './workshop-sections.ts'
import { workshopWords } from './workshop-words.ts'

/** The report of a submission with all that was said of it; or of someone who handed in nothing. */
export function workshopReport(input: WorkshopReportInput): ItemReport {
  const { workshop, author, submission, received, settings, identity } = input
  const words = workshopWords(settings.language)
  const name = author === null ? words.unknownPerson : identity.participant(author).fullName
  return {
    title: `${workshop.name} · ${name}`,
    author: name,
    keywords: author === null ? [] : [identity.participant(author).idNumber],
    date: submission?.modifiedAt ?? submission?.createdAt ?? workshop.modifiedAt,
    files: filesOf(input),
    ownComponents: /^(?:mod_workshop|workshopform_)/,
    sourceName: 'submission.json',
    data: submissionData(input),
    remarks: remarksOn(input),
    people: peopleOf(input),
    serviceAnswers: received.serviceAnswers,
    compose: (reader): ItemReportContent => workshopSections(input, reader),
  }
}

/** Folder of the files of an assessment, by its place from 1. */
export function assessmentFolder(number: number): string {
  return `assessment ${number}`
}

function filesOf({ submission, received, settings }: WorkshopReportInput): readonly FileToKeep[] {
  if (!settings.sections.has('attachments')) return []
  const own = (submission?.attachments ?? []).map((file) => ({ file, folder: 'files' }))
  const others = settings.sections.has('assessments')
    ? received.assessments.flatMap(({ attachments }, index) =>
        attachments.map((file) => ({ file, folder: assessmentFolder(index + 1) })),
      )
    : []
  return [...own, ...others]
}

/** Everyone whose name may stand in the texts. */
function peopleOf({ author, submission, received, given }: WorkshopReportInput): readonly Participant[] {
  const named = [
    author,
    submission?.overriddenBy ?? null,
    ...received.assessments.flatMap(({ reviewer, overriddenBy }) => [reviewer, overriddenBy]),
    ...given.map((assessment) => assessment.author),
  ].filter((person) => person !== null)
  return [...new Map(named.map((person) => [person.userId, person])).values()]
}

function submissionData(input: WorkshopReportInput): Readonly<Record<string, JsonValue>> {
  const { workshop, author, submission, received, assessingGrade, settings, identity } = input
  const { sections } = settings
  return {
    workshop: {
      phase: workshop.phase,
      strategy: workshop.strategy,
      maxSubmissionGrade: workshop.maxSubmissionGrade,
      maxAssessmentGrade: workshop.maxAssessmentGrade,
    },
    author: author && personRecord(author, identity),
    submission: submission && {
      id: settings.anonymise ? null : submission.id,
      ...(sections.has('submission') ? { title: submission.title } : {}),
      createdAt: submission.createdAt,
      modifiedAt: submission.modifiedAt,
      late: submission.late,
      published: submission.published,
      ...(sections.has('grade')
        ? {
            gradePercent: submission.gradePercent,
            overridePercent: submission.overridePercent,
            gradedAt: submission.gradedAt,
            ...(submission.overriddenBy && sections.has('reviewers')
              ? { overriddenBy: personRecord(submission.overriddenBy, identity) }
              : {}),
          }
        : {}),
    },
    ...(sections.has('assessing') ? { assessingGrade, given: givenData(input) } : {}),
    ...(sections.has('assessments')
      ? { assessments: received.assessments.map((assessment) => assessmentData(assessment, input)) }
      : {}),
  }
}

function assessmentData(
  assessment: WorkshopAssessment,
  { settings: { sections, anonymise }, identity }: WorkshopReportInput,
): JsonValue {
  const { reviewer, overriddenBy } = assessment
  return {
    id: anonymise ? null : assessment.id,
    ...(sections.has('reviewers') ? { reviewer: reviewer && personRecord(reviewer, identity) } : {}),
    weight: assessment.weight,
    createdAt: assessment.createdAt,
    modifiedAt: assessment.modifiedAt,
    gradePercent: assessment.gradePercent,
    ...(sections.has('assessing')
      ? {
          assessingPercent: assessment.assessingPercent,
          assessingOverridePercent: assessment.assessingOverridePercent,
          ...(overriddenBy && sections.has('reviewers') ? { overriddenBy: personRecord(overriddenBy, identity) } : {}),
        }
      : {}),
  }
}

function remarksOn({ received, settings }: WorkshopReportInput): readonly ItemRemark[] {
  if (!settings.sections.has('assessments')) return []
  const words = workshopWords(settings.language)
  return notices(
    received.assessments.flatMap(({ aspects }, index) => (aspects === null ? [words.formNotGiven(index + 1)] : [])),
  )
}
