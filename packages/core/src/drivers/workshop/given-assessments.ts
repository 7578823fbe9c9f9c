import type { JsonValue } from '../../driver/archiving-context.ts'
import type { ReportSection } from '../../documents/index.ts'
import { personRecord } from '../../reporting/person-facts.ts'
import type { ReportReader } from '../../reporting/report-reader.ts'
import { tableOf } from '../../reporting/table.ts'
import type { AssessmentSummary, Workshop, WorkshopSource } from '../../sources/workshop-source.ts'
import type { WorkshopReportInput } from './workshop-report-input.ts'
import { onScale } from './on-scale.ts'
import { workshopWords } from './workshop-words.ts'

/** The assessments that each person gave, by user id; what was said in them stands in the reports of those assessed. */
export async function givenAssessments(
  workshops: WorkshopSource,
  workshop: Workshop,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, readonly AssessmentSummary[]>> {
  const given = new Map<number, AssessmentSummary[]>()
  for (const assessment of await workshops.listAssessments(workshop, signal)) {
    if (!assessment.reviewer) continue
    const { userId } = assessment.reviewer
    const ofPerson = given.get(userId) ?? []
    ofPerson.push(assessment)
    given.set(userId, ofPerson)
  }
  return given
}

/** Which work of others the person assessed; nothing where that is left out. */
export function givenSection(input: WorkshopReportInput, reader: ReportReader): readonly ReportSection[] {
  const { given, workshop, settings, identity } = input
  if (!settings.sections.has('assessing')) return []
  const words = workshopWords(settings.language)
  const { maxSubmissionGrade, maxAssessmentGrade, gradeDecimals } = workshop
  const worth = ({ assessingOverridePercent, assessingPercent }: AssessmentSummary): string =>
    onScale(assessingOverridePercent ?? assessingPercent, maxAssessmentGrade, reader, gradeDecimals)
  const table = tableOf([
    { heading: words.submission, cells: given.map(({ submissionTitle }) => submissionTitle) },
    {
      heading: words.author,
      cells: given.map(({ author }) => (author ? identity.participant(author).fullName : words.unknownPerson)),
    },
    { heading: words.assessed, cells: given.map(({ modifiedAt }) => reader.moment(modifiedAt)) },
    {
      heading: words.grade,
      cells: given.map(({ gradePercent }) => onScale(gradePercent, maxSubmissionGrade, reader, gradeDecimals)),
    },
    { heading: words.worth, cells: given.map(worth) },
  ])
  return table.length === 0 ? [] : [{ number: '', heading: words.given, parts: reader.part('other', '', table) }]
}

/** The same as data. */
export function givenData({ given, identity, settings: { anonymise } }: WorkshopReportInput): JsonValue {
  return given.map((assessment) => ({
    assessmentId: anonymise ? null : assessment.id,
    submissionId: anonymise ? null : assessment.submissionId,
    title: assessment.submissionTitle,
    author: assessment.author && personRecord(assessment.author, identity),
    weight: assessment.weight,
    modifiedAt: assessment.modifiedAt,
    gradePercent: assessment.gradePercent,
    assessingPercent: assessment.assessingPercent,
    assessingOverridePercent: assessment.assessingOverridePercent,
  }))
}
