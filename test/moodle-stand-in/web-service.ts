import {
  assignmentsOfCourses,
  gradesOf,
  listParticipants,
  participant,
  submissionsOf,
  userFlagsOf,
} from './answers/assignment-answers.ts'
import { choiceOptions, choiceResults, choicesByCourses } from './answers/choice-answers.ts'
import type { Settings } from './answers/course-answers.ts'
import { courseContents, courseModule, coursesByField, usersCourses } from './answers/course-answers.ts'
import { discussionPosts, forumDiscussions, forumsByCourses, itemRatings } from './answers/forum-answers.ts'
import { allowedGroups, courseGroups, enrolledUsers, gradableUsers, gradeItems } from './answers/people-answers.ts'
import {
  attemptReview,
  combinedReviewOptions,
  feedbackForGrade,
  quizzesByCourses,
  userAttempts,
  userBestGrade,
} from './answers/quiz-answers.ts'
import { comments, submissionStatus } from './answers/submission-answers.ts'
import { publicConfig, siteInfo, siteInfoParameters } from './answers/site-answers.ts'
import {
  assessmentForm,
  submissionAssessments,
  workshopGrades,
  workshopsByCourses,
  workshopSubmissions,
} from './answers/workshop-answers.ts'
import { MoodleError, noSuchRecord } from './moodle-error.ts'
import type { Arguments, Parameter } from './parameters.ts'
import { readArguments, textOf } from './parameters.ts'
import type { SampleSite } from './sample-site.ts'

/** Notes every call, also those within a batch. */
export interface CallCounter {
  count(functionName: string): void
  miss(functionName: string, given: object): void
}

export interface CallContext {
  readonly settings: Settings
  readonly counter: CallCounter
  /** What a test makes of an answer, by function. */
  readonly alter: (functionName: string, answer: unknown) => unknown
}

interface WebServiceFunction {
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly answer: (site: SampleSite, given: Arguments, context: CallContext) => unknown
}

const int = { kind: 'int' } as const
const self = { kind: 'int', otherwise: 0 } as const
const options: Parameter = {
  kind: 'list',
  optional: true,
  of: { kind: 'record', fields: { name: { kind: 'text' }, value: { kind: 'text' } } },
}
const request: Parameter = {
  kind: 'record',
  fields: {
    function: { kind: 'text' },
    arguments: { kind: 'text', otherwise: '{}' },
    settingraw: { kind: 'bool', otherwise: false },
    settingfilter: { kind: 'bool', otherwise: false },
    settingfileurl: { kind: 'bool', otherwise: true },
    settinglang: { kind: 'text', otherwise: '' },
  },
}

/** The functions that the stand-in answers; any other is a miss. */
const functions: Readonly<Record<string, WebServiceFunction>> = {
  core_webservice_get_site_info: { parameters: siteInfoParameters, answer: (site) => siteInfo(site, functionNames) },
  core_enrol_get_users_courses: {
    parameters: { userid: int, returnusercount: { kind: 'bool', otherwise: true } },
    answer: usersCourses,
  },
  core_course_get_courses_by_field: {
    parameters: { field: { kind: 'text', otherwise: '' }, value: { kind: 'text', otherwise: '' } },
    answer: coursesByField,
  },
  core_course_get_contents: {
    parameters: { courseid: int, options },
    answer: (site, given, { settings }) => courseContents(site, given, settings),
  },
  core_course_get_course_module: {
    parameters: { cmid: int },
    answer: (site, given, { settings }) => courseModule(site, given, settings),
  },
  core_grades_get_gradable_users: {
    parameters: { courseid: int, groupid: self, onlyactive: { kind: 'bool', otherwise: false } },
    answer: gradableUsers,
  },
  core_enrol_get_enrolled_users: { parameters: { courseid: int, options }, answer: enrolledUsers },
  gradereport_user_get_grade_items: { parameters: { courseid: int, userid: self, groupid: self }, answer: gradeItems },
  core_group_get_course_groups: { parameters: { courseid: int }, answer: courseGroups },
  core_group_get_activity_allowed_groups: { parameters: { cmid: int, userid: self }, answer: allowedGroups },
  mod_quiz_get_quizzes_by_courses: {
    parameters: { courseids: { kind: 'list', optional: true, of: int } },
    answer: quizzesByCourses,
  },
  mod_quiz_get_user_attempts: {
    parameters: {
      quizid: int,
      userid: self,
      status: { kind: 'text', otherwise: 'finished' },
      includepreviews: { kind: 'bool', otherwise: false },
    },
    answer: userAttempts,
  },
  mod_quiz_get_attempt_review: {
    parameters: { attemptid: int, page: { kind: 'int', otherwise: -1 } },
    answer: attemptReview,
  },
  mod_quiz_get_quiz_feedback_for_grade: {
    parameters: { quizid: int, grade: { kind: 'float' } },
    answer: feedbackForGrade,
  },
  mod_quiz_get_combined_review_options: { parameters: { quizid: int, userid: self }, answer: combinedReviewOptions },
  mod_quiz_get_user_best_grade: { parameters: { quizid: int, userid: self }, answer: userBestGrade },
  mod_forum_get_forums_by_courses: {
    parameters: { courseids: { kind: 'list', optional: true, of: int } },
    answer: forumsByCourses,
  },
  mod_forum_get_forum_discussions: {
    parameters: {
      forumid: int,
      sortorder: { kind: 'int', otherwise: -1 },
      page: { kind: 'int', otherwise: -1 },
      perpage: { kind: 'int', otherwise: 0 },
      groupid: { kind: 'int', otherwise: 0 },
    },
    answer: forumDiscussions,
  },
  mod_forum_get_discussion_posts: {
    parameters: {
      discussionid: int,
      sortby: { kind: 'text', otherwise: 'created' },
      sortdirection: { kind: 'text', otherwise: 'DESC' },
      includeinlineattachments: { kind: 'bool', otherwise: false },
    },
    answer: discussionPosts,
  },
  mod_choice_get_choices_by_courses: {
    parameters: { courseids: { kind: 'list', optional: true, of: int } },
    answer: choicesByCourses,
  },
  mod_choice_get_choice_options: { parameters: { choiceid: int }, answer: choiceOptions },
  mod_choice_get_choice_results: { parameters: { choiceid: int }, answer: choiceResults },
  mod_workshop_get_workshops_by_courses: {
    parameters: { courseids: { kind: 'list', optional: true, of: int } },
    answer: workshopsByCourses,
  },
  mod_workshop_get_submissions: {
    parameters: { workshopid: int, userid: self, groupid: self, page: self, perpage: self },
    answer: workshopSubmissions,
  },
  mod_workshop_get_submission_assessments: { parameters: { submissionid: int }, answer: submissionAssessments },
  mod_workshop_get_assessment_form_definition: {
    parameters: { assessmentid: int, mode: { kind: 'text', otherwise: 'assessment' } },
    answer: assessmentForm,
  },
  mod_workshop_get_grades_report: {
    parameters: {
      workshopid: int,
      groupid: self,
      sortby: { kind: 'text', otherwise: 'lastname' },
      sortdirection: { kind: 'text', otherwise: 'ASC' },
      page: self,
      perpage: self,
    },
    answer: workshopGrades,
  },
  core_rating_get_item_ratings: {
    parameters: {
      contextlevel: { kind: 'text' },
      instanceid: int,
      component: { kind: 'text' },
      ratingarea: { kind: 'text' },
      itemid: int,
      scaleid: int,
      sort: { kind: 'text' },
    },
    answer: itemRatings,
  },
  mod_assign_get_assignments: {
    parameters: {
      courseids: { kind: 'list', optional: true, of: int },
      capabilities: { kind: 'list', optional: true, of: { kind: 'text' } },
      includenotenrolledcourses: { kind: 'bool', otherwise: false },
    },
    answer: (site, given, { settings }) => assignmentsOfCourses(site, given, settings),
  },
  mod_assign_get_submissions: {
    parameters: {
      assignmentids: { kind: 'list', of: int },
      status: { kind: 'text', otherwise: '' },
      since: self,
      before: self,
    },
    answer: submissionsOf,
  },
  mod_assign_get_grades: { parameters: { assignmentids: { kind: 'list', of: int }, since: self }, answer: gradesOf },
  mod_assign_get_user_flags: { parameters: { assignmentids: { kind: 'list', of: int } }, answer: userFlagsOf },
  mod_assign_list_participants: {
    parameters: {
      assignid: int,
      groupid: int,
      filter: { kind: 'text' },
      skip: self,
      limit: self,
      onlyids: { kind: 'bool', otherwise: false },
      includeenrolments: { kind: 'bool', otherwise: true },
      tablesort: { kind: 'bool', otherwise: false },
    },
    answer: listParticipants,
  },
  mod_assign_get_participant: {
    parameters: { assignid: int, userid: int, embeduser: { kind: 'bool', otherwise: false } },
    answer: participant,
  },
  mod_assign_get_submission_status: {
    parameters: { assignid: int, userid: self, groupid: self },
    answer: submissionStatus,
  },
  core_comment_get_comments: {
    parameters: {
      contextlevel: { kind: 'text' },
      instanceid: int,
      component: { kind: 'text' },
      itemid: int,
      area: { kind: 'text', otherwise: '' },
      page: self,
      sortdirection: { kind: 'text', otherwise: 'DESC' },
    },
    answer: comments,
  },
  tool_mobile_get_public_config: { parameters: {}, answer: (site) => publicConfig(site.wwwroot) },
  tool_mobile_call_external_functions: {
    parameters: { requests: { kind: 'list', of: request } },
    answer: callExternalFunctions,
  },
}

const functionNames = Object.keys(functions)

/**
 * Answers one function.
 *
 * @throws MoodleError as Moodle would
 */
export function callFunction(site: SampleSite, name: string, given: object, context: CallContext): unknown {
  context.counter.count(name)
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!known) {
    context.counter.miss(name, given)
    throw noSuchRecord('external_functions')
  }
  return context.alter(name, known.answer(site, readArguments(known.parameters, given), context))
}

/** An answer that was made a refusal is one within a batch, too. */
function throwIfError(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('exception' in answer) || !('errorcode' in answer)) return
  throw new MoodleError(String(answer.exception), String(answer.errorcode), 'Altered by the test')
}

/** Each request in turn, answers as JSON text; the first error ends the list. */
function callExternalFunctions(site: SampleSite, given: Arguments, context: CallContext): object {
  const requests: readonly Arguments[] = Array.isArray(given['requests']) ? given['requests'] : []
  const responses: object[] = []
  for (const request of requests) {
    const inner = { ...context, settings: { filter: request['settingfilter'] === true } }
    try {
      const parsed: unknown = JSON.parse(textOf(request, 'arguments'))
      const data = callFunction(
        site,
        textOf(request, 'function'),
        typeof parsed === 'object' && parsed !== null ? parsed : {},
        inner,
      )
      throwIfError(data)
      responses.push({ error: false, data: phpJson(data) })
    } catch (error) {
      if (!(error instanceof MoodleError)) throw error
      const exception = {
        message: error.message,
        errorcode: error.errorcode,
        link: `${site.wwwroot}/`,
        moreinfourl: `https://docs.moodle.org/405/en/error/moodle/${error.errorcode}`,
      }
      responses.push({ error: true, exception: phpJson(exception) })
      break
    }
  }
  return { responses }
}

/** JSON as PHP writes it: slashes are escaped. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('/', String.raw`\/`)
}
