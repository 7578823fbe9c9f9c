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

/** A file as all functions of assignments give it. */
const file = z.object({
  filename: z.string(),
  filepath: z.string().default('/'),
  filesize: wholeNumber.default(0),
  fileurl: z.string(),
  mimetype: optionalText,
  timemodified: time,
})

export type AssignmentFile = z.output<typeof file>

const files = z.array(file).default([])

const pluginConfig = z.object({ plugin: z.string(), subtype: z.string(), name: z.string(), value: optionalText })

/** Fields with a place of their own in `Assignment`, and those that describe nothing of it. */
const ownFields = new Set(
  `id cmid course name intro introformat introfiles introattachments activity activityformat activityattachments nosubmissions
  submissiondrafts duedate allowsubmissionsfromdate grade timemodified cutoffdate gradingduedate teamsubmission
  requireallteammemberssubmit teamsubmissiongroupingid blindmarking hidegrader revealidentities attemptreopenmethod maxattempts
  markingworkflow markingallocation requiresubmissionstatement preventsubmissionnotingroup configs timelimit`.split(
    /\s+/,
  ),
)

const assignment = z
  .looseObject({
    id: recordId,
    cmid: recordId,
    course: recordId,
    name: htmlName,
    intro: optionalText,
    introfiles: files,
    introattachments: files,
    activity: optionalText,
    activityattachments: files,
    nosubmissions: flag.default(false),
    submissiondrafts: flag.default(false),
    duedate: time,
    allowsubmissionsfromdate: time,
    cutoffdate: time,
    gradingduedate: time,
    grade: decimalNumber.default(0),
    timemodified: time,
    timelimit: wholeNumber.nullish(),
    teamsubmission: flag.default(false),
    requireallteammemberssubmit: flag.default(false),
    teamsubmissiongroupingid: wholeNumber.nullish(),
    preventsubmissionnotingroup: flag.default(false),
    blindmarking: flag.default(false),
    revealidentities: flag.default(false),
    hidegrader: flag.default(false),
    attemptreopenmethod: optionalText,
    maxattempts: wholeNumber.default(-1),
    markingworkflow: flag.default(false),
    markingallocation: flag.default(false),
    requiresubmissionstatement: flag.default(false),
    configs: z.array(pluginConfig).default([]),
  })
  .transform((fields) => ({ ...fields, otherFacts: harmlessFacts(fields, ownFields) }))

export type AssignmentAnswer = z.output<typeof assignment>

const listWarnings = z.array(z.object({ itemid: wholeNumber.nullish(), warningcode: optionalText })).default([])

/** Of `mod_assign_get_assignments`. */
export const assignmentsAnswer = z.object({
  courses: z.array(z.object({ id: recordId, assignments: z.array(assignment) })),
  warnings: listWarnings,
})

const plugin = z.object({
  type: z.string(),
  name: optionalHtmlName,
  fileareas: z.array(z.object({ area: z.string(), files })).default([]),
  editorfields: z.array(z.object({ name: z.string(), description: optionalHtmlName, text: optionalText })).default([]),
})

export type PluginAnswer = z.output<typeof plugin>

/** Seconds, kept as such because they are asked for again. */
const seconds = wholeNumber.nullish().transform((value) => value ?? 0)

const submission = z.object({
  id: recordId,
  /** 0 for a team. */
  userid: wholeNumber.default(0),
  groupid: wholeNumber.default(0),
  /** From 0. */
  attemptnumber: wholeNumber.default(0),
  timecreated: time,
  timemodified: seconds,
  timestarted: time,
  status: optionalText,
  gradingstatus: optionalText,
  plugins: z.array(plugin).default([]),
})

export type SubmissionAnswer = z.output<typeof submission>

/** Answers of `mod_assign_get_submissions`, `_grades` and `_user_flags` have an entry an assignment; what is refused or empty is a warning. */
function perAssignment<Rows extends z.ZodRawShape>(rows: Rows) {
  return z.object({ assignments: z.array(z.object({ assignmentid: recordId, ...rows })), warnings: listWarnings })
}

/** Of `mod_assign_get_submissions`. */
export const submissionsAnswer = perAssignment({ submissions: z.array(submission) })

/** The same without texts and files, which for a large assignment are nearly all of it. */
export const submissionRowsAnswer = perAssignment({ submissions: z.array(submission.omit({ plugins: true })) })

export type SubmissionRow = Omit<SubmissionAnswer, 'plugins'>

const grade = z.object({
  id: recordId,
  userid: wholeNumber,
  attemptnumber: wholeNumber.default(0),
  timemodified: time,
  grader: wholeNumber.nullish(),
  grade: decimalNumber.nullish(),
})

export type GradeRow = z.output<typeof grade>

/** Of `mod_assign_get_grades`. */
export const gradesAnswer = perAssignment({ grades: z.array(grade) })

const userFlags = z.object({
  userid: wholeNumber,
  locked: flag.default(false),
  extensionduedate: time,
  workflowstate: optionalText,
  allocatedmarker: wholeNumber.nullish(),
})

export type UserFlagsRow = z.output<typeof userFlags>

/** Of `mod_assign_get_user_flags`. */
export const userFlagsAnswer = perAssignment({ userflags: z.array(userFlags) })

/** Of `mod_assign_list_participants` with `onlyids`: also the real user id while identities are hidden. */
export const assignmentParticipantsAnswer = z.array(
  z.object({
    id: recordId,
    fullname: z.string(),
    /** The number in the place of the name; -1 where names are shown. */
    recordid: wholeNumber.nullish(),
    /** The team; missing for people without one. */
    groupid: wholeNumber.nullish(),
    groupname: optionalHtmlName,
  }),
)

export type AssignmentParticipantRow = z.output<typeof assignmentParticipantsAnswer>[number]

const pluginsOrNone = z
  .array(plugin)
  .nullish()
  .transform((plugins) => plugins ?? [])

/** Of `mod_assign_get_submission_status`, asked for someone else. Moodle leaves out what there is not. */
export const submissionStatusAnswer = z.object({
  lastattempt: z
    .object({
      submission: submission.nullish(),
      teamsubmission: submission.nullish(),
      gradingstatus: optionalText,
    })
    .nullish(),
  feedback: z
    .object({
      grade: grade.nullish(),
      gradefordisplay: optionalText,
      plugins: pluginsOrNone,
    })
    .nullish(),
  previousattempts: z
    .array(
      z.object({
        attemptnumber: wholeNumber,
        submission: submission.nullish(),
        grade: grade.extend({ gradefordisplay: optionalText }).nullish(),
        feedbackplugins: pluginsOrNone,
      }),
    )
    .default([]),
})

export type SubmissionStatusAnswer = z.output<typeof submissionStatusAnswer>

const comment = z.object({
  id: recordId,
  content: optionalText,
  timecreated: time,
  fullname: optionalText,
  userid: wholeNumber.nullish(),
})

export type CommentRow = z.output<typeof comment>

/** Of `core_comment_get_comments`. */
export const commentsAnswer = z.object({
  comments: z.array(comment),
  /** Comments altogether. */
  count: wholeNumber.nullish(),
})

/** Of `mod_assign_get_participant`: the dates as they hold for this person, overrides included. */
export const participantDatesAnswer = z.object({ duedate: time })
