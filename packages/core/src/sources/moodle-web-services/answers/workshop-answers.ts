import { z } from 'zod'
import {
  decimalNumber,
  flag,
  htmlName,
  optionalHtmlName,
  optionalText,
  recordId,
  time,
  wholeNumber,
} from './answer-fields.ts'
import { harmlessFacts } from './harmless-facts.ts'

const ownFields = new Set(
  `id coursemodule course name intro introformat introfiles instructauthors instructauthorsformat instructauthorsfiles
  instructreviewers instructreviewersformat instructreviewersfiles conclusion conclusionformat conclusionfiles phase grade
  gradinggrade gradedecimals strategy usepeerassessment useselfassessment latesubmissions submissionstart submissionend
  assessmentstart assessmentend timemodified`.split(/\s+/),
)

/** Of a workshop that may not be seen whole, Moodle gives the first fields only. */
const workshop = z
  .looseObject({
    id: recordId,
    coursemodule: recordId,
    course: recordId,
    name: htmlName,
    intro: optionalText,
    instructauthors: optionalText,
    instructreviewers: optionalText,
    conclusion: optionalText,
    phase: wholeNumber.default(0),
    grade: decimalNumber.nullish(),
    gradinggrade: decimalNumber.nullish(),
    gradedecimals: wholeNumber.nullish(),
    strategy: optionalText,
    usepeerassessment: flag.nullish(),
    useselfassessment: flag.nullish(),
    latesubmissions: flag.nullish(),
    submissionstart: time,
    submissionend: time,
    assessmentstart: time,
    assessmentend: time,
    timemodified: time,
  })
  .transform((fields) => ({ ...fields, otherFacts: harmlessFacts(fields, ownFields) }))

export type WorkshopRecord = z.output<typeof workshop>

/** Of `mod_workshop_get_workshops_by_courses`. A course that one may not enter is an empty list. */
export const workshopsAnswer = z.object({ workshops: z.array(workshop) })

const file = z.object({
  filename: z.string(),
  filepath: z.string().default('/'),
  filesize: wholeNumber.default(0),
  fileurl: z.string(),
  mimetype: optionalText,
  timemodified: time,
})

export type WorkshopFile = z.output<typeof file>

const files = z.array(file).default([])

/** 0 and nothing where a name is hidden. */
const person = wholeNumber.nullish()
const grade = decimalNumber.nullish()

const submission = z.object({
  id: recordId,
  example: flag.default(false),
  authorid: person,
  timecreated: time,
  timemodified: time,
  title: optionalHtmlName,
  content: optionalText,
  attachmentfiles: files,
  grade,
  gradeover: grade,
  gradeoverby: person,
  feedbackauthor: optionalText,
  timegraded: time,
  published: flag.default(false),
  late: wholeNumber.default(0),
})

export type WorkshopSubmissionRecord = z.output<typeof submission>

/** Of `mod_workshop_get_submissions`. */
export const workshopSubmissionsAnswer = z.object({ submissions: z.array(submission) })

const assessment = z.object({
  id: recordId,
  submissionid: recordId,
  reviewerid: person,
  weight: wholeNumber.default(1),
  timecreated: time,
  timemodified: time,
  grade,
  gradinggrade: grade,
  gradinggradeover: grade,
  gradinggradeoverby: person,
  feedbackauthor: optionalText,
  feedbackreviewer: optionalText,
  feedbackattachmentfiles: files,
})

export type AssessmentRecord = z.output<typeof assessment>

/** Of `mod_workshop_get_submission_assessments`. */
export const assessmentsAnswer = z.object({ assessments: z.array(assessment) })

const namedValues = z
  .array(
    z.object({
      name: z.string(),
      value: z
        .union([z.string(), z.number()])
        .nullish()
        .transform((value) => String(value ?? '')),
    }),
  )
  .default([])
  .transform((pairs) => new Map(pairs.map(({ name, value }) => [name, value])))

/**
 * Of `mod_workshop_get_assessment_form_definition`: fields such as `description__idx_0` and, of what was answered,
 * `grade__idx_0`.
 */
export const assessmentFormAnswer = z.object({
  dimenssionscount: wholeNumber.default(0),
  fields: namedValues,
  current: namedValues,
  dimensionsinfo: z
    .array(
      z.object({
        id: wholeNumber.nullish(),
        max: decimalNumber.nullish(),
        weight: decimalNumber.nullish(),
        scaleitems: optionalText,
      }),
    )
    .default([]),
})

export type AssessmentFormRecord = z.output<typeof assessmentFormAnswer>

/** Of `mod_workshop_get_grades_report`. */
export const workshopGradesAnswer = z.object({
  report: z.object({
    grades: z.array(z.object({ userid: recordId, gradinggrade: grade })),
    totalcount: wholeNumber.default(0),
  }),
})
