import { z } from 'zod'
import type { QuestionSettings } from '../../activity-source.ts'
import {
  decimalNumber,
  flag,
  htmlName,
  optionalHtmlName,
  optionalText,
  recordId,
  time,
  warnings,
  wholeNumber,
} from './answer-fields.ts'
import { harmlessFacts } from './harmless-facts.ts'
import { parseJson } from '../../../parse-json.ts'

/**
 * A quiz of `mod_quiz_get_quizzes_by_courses`. For closed quizzes and non-editing teachers many fields are missing.
 * Moodle sends the quiz password in clear: it and everything of that kind ends here.
 */
const quiz = z
  .looseObject({
    id: recordId,
    course: recordId,
    coursemodule: recordId,
    name: htmlName,
    intro: optionalText,
    timeopen: time,
    timeclose: time,
    timelimit: wholeNumber.nullish(),
    grademethod: wholeNumber.nullish(),
    grade: decimalNumber.nullish(),
    sumgrades: decimalNumber.nullish(),
    decimalpoints: wholeNumber.nullish(),
    questiondecimalpoints: wholeNumber.nullish(),
    navmethod: optionalText,
  })
  .transform((fields) => ({
    id: fields.id,
    course: fields.course,
    coursemodule: fields.coursemodule,
    name: fields.name,
    intro: fields.intro,
    timeopen: fields.timeopen,
    timeclose: fields.timeclose,
    timelimit: fields.timelimit,
    grademethod: fields.grademethod,
    grade: fields.grade,
    sumgrades: fields.sumgrades,
    decimalpoints: fields.decimalpoints,
    questiondecimalpoints: fields.questiondecimalpoints,
    navmethod: fields.navmethod,
    otherFacts: harmlessFacts(fields, ownFields),
  }))

export type QuizAnswer = z.output<typeof quiz>

/** Of `mod_quiz_get_quizzes_by_courses`. */
export const quizzesAnswer = z.object({ quizzes: z.array(quiz), warnings })

const ownFields = new Set(
  'id course coursemodule name intro introfiles timeopen timeclose timelimit grademethod grade sumgrades decimalpoints questiondecimalpoints navmethod'.split(
    ' ',
  ),
)

/** Moodle's `attempt` record. */
export const attemptRecord = z.object({
  id: recordId,
  quiz: recordId,
  userid: recordId,
  attempt: wholeNumber,
  state: z.enum(['inprogress', 'overdue', 'finished', 'abandoned', 'notstarted', 'submitted']),
  preview: flag.default(false),
  layout: optionalText,
  timestart: time,
  timefinish: time,
  timemodified: time,
  timecheckstate: time,
  sumgrades: decimalNumber.nullish(),
})

export type AttemptRecord = z.output<typeof attemptRecord>

/** Of `mod_quiz_get_user_attempts` and its follower `mod_quiz_get_user_quiz_attempts`. */
export const userAttemptsAnswer = z.object({ attempts: z.array(attemptRecord) })

const responseFile = z.object({
  filename: z.string(),
  filepath: z.string().default('/'),
  filesize: wholeNumber.default(0),
  fileurl: z.string(),
  mimetype: optionalText,
})

const settingScalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const knownSettings = z.record(z.string(), z.union([settingScalar, z.array(settingScalar)]))
const longestSettings = 200_000

/** JSON text of what the type tells; null where it tells nothing. Only shown beside the question, so never a reason to fail. */
const questionSettings = optionalText.transform((text): QuestionSettings => {
  if (text === '' || text.length > longestSettings) return {}
  // Settings in another form are kept in the service's answer, but not read.
  return knownSettings.safeParse(parseJson(text)).data ?? {}
})

const reviewedQuestion = z.object({
  slot: wholeNumber,
  type: optionalText,
  page: wholeNumber.default(0),
  /** Since 4.2; before that only `number`. */
  questionnumber: z.string().optional(),
  number: wholeNumber.nullish(),
  html: optionalText,
  flagged: flag.default(false),
  state: optionalText,
  status: optionalHtmlName,
  stateclass: optionalText,
  mark: z.union([z.string(), z.number().transform(String)]).nullish(),
  maxmark: decimalNumber.nullish(),
  hasautosavedstep: flag.default(false),
  lastactiontime: time,
  settings: questionSettings,
  responsefileareas: z.array(z.object({ area: z.string(), files: z.array(responseFile).default([]) })).default([]),
})

export type ReviewedQuestionAnswer = z.output<typeof reviewedQuestion>

/** Of `mod_quiz_get_attempt_review`. */
export const attemptReviewAnswer = z.object({
  /** A number; also empty, null or `notyetgraded`. */
  grade: z.union([z.string(), z.number()]).nullish(),
  attempt: attemptRecord,
  additionaldata: z.array(z.object({ id: z.string(), title: optionalHtmlName, content: optionalText })).default([]),
  questions: z.array(reviewedQuestion),
})

/** The review checked, and the answer as it came. */
export const attemptReviewWithRaw = z
  .unknown()
  .transform((raw) => ({ raw, review: raw }))
  .pipe(z.object({ raw: z.unknown(), review: attemptReviewAnswer }))

/** Of `mod_quiz_get_quiz_feedback_for_grade`. */
export const feedbackAnswer = z.object({ feedbacktext: optionalText })
