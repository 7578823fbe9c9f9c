import type { StudentFile } from '../../sample-course/question-types.ts'
import type { AssessmentStory, WorkshopStory } from '../../sample-course/workshop.ts'
import { noSuchRecord } from '../moodle-error.ts'
import type { Arguments } from '../parameters.ts'
import { numberOf, numbersOf } from '../parameters.ts'
import type { SampleSite } from '../sample-site.ts'
import { asName, textWithFiles } from '../sample-site.ts'

function workshopOf(site: SampleSite, id: number): WorkshopStory {
  const workshop = site.course.workshops.find((candidate) => candidate.id === id)
  if (!workshop) throw noSuchRecord('workshop')
  return workshop
}

/** mod_workshop_get_workshops_by_courses */
export function workshopsByCourses(site: SampleSite, given: Arguments): object {
  const wanted = numbersOf(given, 'courseids')
  const workshops = wanted.length === 0 || wanted.includes(site.course.id) ? site.course.workshops : []
  return {
    workshops: workshops.map((workshop) => ({
      id: workshop.id,
      course: site.course.id,
      name: asName(workshop.name),
      intro: workshop.intro,
      introformat: 1,
      lang: null,
      instructauthors: '<p>Two pages.</p>',
      instructauthorsformat: 1,
      instructreviewers: '<p>Be fair.</p>',
      instructreviewersformat: 1,
      timemodified: site.course.startsAt,
      phase: 50,
      useexamples: false,
      usepeerassessment: true,
      useselfassessment: false,
      grade: 80,
      gradinggrade: 20,
      strategy: 'accumulative',
      evaluation: 'best',
      gradedecimals: 1,
      submissiontypetext: 1,
      submissiontypefile: 1,
      nattachments: 2,
      submissionfiletypes: null,
      latesubmissions: true,
      maxbytes: 0,
      examplesmode: 0,
      submissionstart: 0,
      submissionend: site.course.startsAt + 17 * 86_400,
      assessmentstart: 0,
      assessmentend: 0,
      phaseswitchassessment: false,
      conclusion: '<p>Thank you all.</p>',
      conclusionformat: 1,
      overallfeedbackmode: 1,
      overallfeedbackfiles: 1,
      overallfeedbackfiletypes: null,
      overallfeedbackmaxbytes: 0,
      coursemodule: workshop.courseModuleId,
      introfiles: [],
      instructauthorsfiles: [],
      instructreviewersfiles: [],
      conclusionfiles: [],
    })),
    warnings: [],
  }
}

function fileRows(site: SampleSite, files: readonly StudentFile[], place: string): object[] {
  return files.map((file) => ({
    filename: file.name,
    filepath: '/',
    filesize: file.bytes.length,
    fileurl: `${site.wwwroot}/webservice/pluginfile.php/${place}/${encodeURIComponent(file.name)}`,
    timemodified: site.course.startsAt,
    mimetype: file.mimetype,
    isexternalfile: false,
    icon: 'f/unknown',
  }))
}

/** mod_workshop_get_submissions: grades from 0 to 100 */
export function workshopSubmissions(site: SampleSite, given: Arguments): object {
  const workshop = workshopOf(site, numberOf(given, 'workshopid'))
  const submissions = workshop.submissions.map((story) => {
    const place = `${workshop.contextId}/mod_workshop/submission_content/${story.id}`
    const attachments = `${workshop.contextId}/mod_workshop/submission_attachment/${story.id}`
    return {
      id: story.id,
      workshopid: workshop.id,
      example: false,
      authorid: story.authorId,
      timecreated: story.createdAt,
      timemodified: story.createdAt,
      title: asName(story.title),
      content: textWithFiles(site, story.html, place),
      contentformat: 1,
      contenttrust: 0,
      attachment: story.attachments.length,
      ...(story.grade === null ? {} : { grade: story.grade }),
      ...(story.override ? { gradeover: story.override.grade, gradeoverby: story.override.by } : {}),
      feedbackauthor: story.feedback,
      feedbackauthorformat: 1,
      ...(story.grade === null ? {} : { timegraded: story.createdAt + 9 * 86_400 }),
      published: story.published ?? false,
      late: story.late ? 1 : 0,
      contentfiles: [],
      attachmentfiles: fileRows(site, story.attachments, attachments),
    }
  })
  return { submissions, totalcount: submissions.length, totalfilesize: 0 }
}

function assessmentRow(site: SampleSite, workshop: WorkshopStory, story: AssessmentStory): object {
  return {
    id: story.id,
    submissionid: story.submissionId,
    reviewerid: story.reviewerId,
    weight: story.weight,
    timecreated: story.at,
    timemodified: story.at + 60,
    grade: story.grade,
    gradinggrade: story.gradingGrade,
    gradinggradeover: story.override?.grade ?? null,
    gradinggradeoverby: story.override?.by ?? null,
    feedbackauthor: story.forAuthor,
    feedbackauthorformat: 1,
    feedbackauthorattachment: story.files.length,
    feedbackreviewer: story.forReviewer,
    feedbackreviewerformat: 1,
    feedbackcontentfiles: [],
    feedbackattachmentfiles: fileRows(
      site,
      story.files,
      `${workshop.contextId}/mod_workshop/overallfeedback_attachment/${story.id}`,
    ),
  }
}

/** mod_workshop_get_submission_assessments */
export function submissionAssessments(site: SampleSite, given: Arguments): object {
  const id = numberOf(given, 'submissionid')
  const workshop = site.course.workshops.find(({ submissions }) => submissions.some((story) => story.id === id))
  if (!workshop) throw noSuchRecord('workshop_submissions')
  const received = workshop.assessments.filter(({ submissionId }) => submissionId === id)
  return { assessments: received.map((story) => assessmentRow(site, workshop, story)), warnings: [] }
}

/** mod_workshop_get_assessment_form_definition, of the strategy that accumulates points */
export function assessmentForm(site: SampleSite, given: Arguments): object {
  const id = numberOf(given, 'assessmentid')
  const workshop = site.course.workshops.find(({ assessments }) => assessments.some((story) => story.id === id))
  const story = workshop?.assessments.find((candidate) => candidate.id === id)
  if (!workshop || !story) throw noSuchRecord('workshop_assessments')
  return {
    dimenssionscount: workshop.aspects.length,
    descriptionfiles: [],
    options: [],
    fields: workshop.aspects.flatMap(({ html, points, weight }, index) => [
      { name: `dimensionid__idx_${index}`, value: String(index + 1) },
      { name: `description__idx_${index}`, value: html },
      { name: `description__idx_${index}format`, value: '1' },
      { name: `grade__idx_${index}`, value: String(points) },
      { name: `weight__idx_${index}`, value: String(weight) },
    ]),
    current: story.aspects.flatMap(({ points, comment }, index) => [
      { name: `gradeid__idx_${index}`, value: String(id * 10 + index) },
      { name: `grade__idx_${index}`, value: points.toFixed(5) },
      { name: `peercomment__idx_${index}`, value: comment },
    ]),
    dimensionsinfo: workshop.aspects.map(({ points, weight }, index) => ({
      id: index + 1,
      min: 0,
      max: points,
      weight,
      scale: null,
      scaleitems: null,
    })),
    warnings: [],
  }
}

/** mod_workshop_get_grades_report: grades on the scales of the workshop */
export function workshopGrades(site: SampleSite, given: Arguments): object {
  const workshop = workshopOf(site, numberOf(given, 'workshopid'))
  const size = numberOf(given, 'perpage') || 10
  const from = numberOf(given, 'page') * size
  const students = site.enrolled.filter(({ role }) => role === 'student')
  const grades = students.map(({ id }) => {
    const gradinggrade = workshop.assessingGrades[id]
    return {
      userid: id,
      submissionid: 0,
      ...(gradinggrade === undefined ? {} : { gradinggrade }),
      reviewedby: [],
      reviewerof: [],
    }
  })
  return { report: { grades: grades.slice(from, from + size), totalcount: grades.length }, warnings: [] }
}
