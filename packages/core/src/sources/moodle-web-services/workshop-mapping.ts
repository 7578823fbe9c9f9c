import type { FileReference, Participant } from '../source-records.ts'
import type {
  AssessmentFacts,
  Workshop,
  WorkshopAssessment,
  WorkshopPhase,
  WorkshopSubmission,
} from '../workshop-source.ts'
import type {
  AssessmentRecord,
  WorkshopFile,
  WorkshopRecord,
  WorkshopSubmissionRecord,
} from './answers/workshop-answers.ts'
import type { CoursePeople } from './course-people.ts'

/** Moodle's `workshop::PHASE_…`. */
const phases: Readonly<Record<number, WorkshopPhase>> = {
  10: 'setup',
  20: 'submission',
  30: 'assessment',
  40: 'evaluation',
  50: 'closed',
}

export function toWorkshop(record: WorkshopRecord): Workshop {
  return {
    id: record.id,
    courseId: record.course,
    courseModuleId: record.coursemodule,
    name: record.name,
    introHtml: record.intro,
    authorInstructionsHtml: record.instructauthors,
    reviewerInstructionsHtml: record.instructreviewers,
    conclusionHtml: record.conclusion,
    phase: phases[record.phase] ?? 'other',
    maxSubmissionGrade: record.grade ?? 0,
    maxAssessmentGrade: record.gradinggrade ?? 0,
    gradeDecimals: record.gradedecimals ?? 0,
    strategy: record.strategy,
    peerAssessment: record.usepeerassessment ?? false,
    selfAssessment: record.useselfassessment ?? false,
    lateSubmissions: record.latesubmissions ?? false,
    submissionsOpenAt: record.submissionstart,
    submissionsCloseAt: record.submissionend,
    assessmentsOpenAt: record.assessmentstart,
    assessmentsCloseAt: record.assessmentend,
    modifiedAt: record.timemodified,
    otherFacts: record.otherFacts,
  }
}

export function toWorkshopSubmission(record: WorkshopSubmissionRecord, people: CoursePeople): WorkshopSubmission {
  return {
    id: record.id,
    author: personOf(record.authorid, people),
    title: record.title,
    contentHtml: record.content,
    createdAt: record.timecreated,
    modifiedAt: record.timemodified,
    attachments: toFiles('submission_attachment', record.attachmentfiles),
    gradePercent: record.grade ?? null,
    overridePercent: record.gradeover ?? null,
    overriddenBy: personOf(record.gradeoverby, people),
    feedbackHtml: record.feedbackauthor,
    gradedAt: record.timegraded,
    published: record.published,
    late: record.late > 0,
  }
}

export function toAssessmentFacts(record: AssessmentRecord, people: CoursePeople): AssessmentFacts {
  return {
    id: record.id,
    submissionId: record.submissionid,
    reviewer: personOf(record.reviewerid, people),
    weight: record.weight,
    createdAt: record.timecreated,
    modifiedAt: record.timemodified,
    gradePercent: record.grade ?? null,
    assessingPercent: record.gradinggrade ?? null,
    assessingOverridePercent: record.gradinggradeover ?? null,
  }
}

export function toAssessment(
  record: AssessmentRecord,
  aspects: WorkshopAssessment['aspects'],
  people: CoursePeople,
): WorkshopAssessment {
  return {
    ...toAssessmentFacts(record, people),
    overriddenBy: personOf(record.gradinggradeoverby, people),
    feedbackForAuthorHtml: record.feedbackauthor,
    feedbackForReviewerHtml: record.feedbackreviewer,
    attachments: toFiles('overallfeedback_attachment', record.feedbackattachmentfiles),
    aspects,
  }
}

/** Where a name is hidden, Moodle writes 0 or nothing. Without a name of its own, someone who has left is called by id. */
function personOf(userId: number | null | undefined, people: CoursePeople): Participant | null {
  return userId ? people.person(userId, { fullname: `#${userId}` }) : null
}

function toFiles(area: string, files: readonly WorkshopFile[]): readonly FileReference[] {
  return files.map((file) => ({
    area,
    fileName: file.filename,
    folder: file.filepath,
    sizeBytes: file.filesize,
    mediaType: file.mimetype,
    address: file.fileurl,
    modifiedAt: file.timemodified,
  }))
}
