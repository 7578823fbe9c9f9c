import type { AttemptStory } from '../../sample-course/attempts.ts'
import type { Quiz } from '../../sample-course/course.ts'
import { responseTo } from '../../sample-course/course.ts'
import { invalidParameter, invalidUser } from '../moodle-error.ts'
import type { Arguments } from '../parameters.ts'
import { numberOf, numbersOf, textOf } from '../parameters.ts'
import { ElementIds, PageScripts } from '../question-html/page-scripts.ts'
import { renderQuestion } from '../question-html/render-question.ts'
import { filterFormulas } from '../question-html/text.ts'
import type { SampleSite } from '../sample-site.ts'
import { asName, bestGrade, gradeOf, overallFeedback, sumOfMarks, sumOfMaxMarks, timesOf } from '../sample-site.ts'

/** Everything may be seen at any time: the bits of Moodle's review settings. */
const reviewAlways = 69_904
const reviewFields = [
  'attempt',
  'correctness',
  'maxmarks',
  'marks',
  'specificfeedback',
  'generalfeedback',
  'rightanswer',
]

function quizRow(site: SampleSite, quiz: Quiz): object {
  const introFile = (name: string): string =>
    `${site.wwwroot}/webservice/pluginfile.php/${quiz.contextId}/mod_quiz/intro/${name}`
  return {
    id: quiz.id,
    coursemodule: quiz.courseModuleId,
    course: site.course.id,
    name: asName(quiz.name),
    intro: quiz.intro.replaceAll(/@@PLUGINFILE@@\/([^"]+)/g, (_, name: string) => introFile(name)),
    introformat: 1,
    introfiles: [],
    section: quiz.section,
    visible: quiz.visible,
    groupmode: 0,
    groupingid: 0,
    lang: '',
    timeopen: quiz.opensAt,
    timeclose: quiz.closesAt,
    timelimit: quiz.timeLimitSeconds,
    overduehandling: 'autosubmit',
    graceperiod: 86_400,
    preferredbehaviour: 'deferredfeedback',
    canredoquestions: 0,
    attempts: quiz.attemptsAllowed,
    attemptonlast: 0,
    grademethod: 1,
    decimalpoints: 2,
    questiondecimalpoints: -1,
    ...Object.fromEntries(reviewFields.map((name) => [`review${name}`, reviewAlways])),
    reviewoverallfeedback: 4368,
    questionsperpage: 3,
    navmethod: 'free',
    shuffleanswers: 1,
    sumgrades: sumOfMaxMarks(quiz),
    grade: quiz.grade,
    timecreated: site.course.startsAt,
    timemodified: site.course.startsAt,
    password: quiz.password,
    subnet: '',
    browsersecurity: '',
    delay1: 0,
    delay2: 0,
    showuserpicture: 0,
    showblocks: 0,
    completionattemptsexhausted: 0,
    completionpass: 0,
    allowofflineattempts: 0,
    autosaveperiod: 60,
    hasfeedback: quiz.overallFeedback.length > 0 ? 1 : 0,
    hasquestions: 1,
  }
}

/** mod_quiz_get_quizzes_by_courses: a course without access is a warning, not an error */
export function quizzesByCourses(site: SampleSite, given: Arguments): object {
  const wanted = numbersOf(given, 'courseids')
  const others = wanted.filter((id) => id !== site.course.id)
  const isWanted = wanted.length === 0 || wanted.includes(site.course.id)
  return {
    quizzes: isWanted ? site.course.quizzes.map((quiz) => quizRow(site, quiz)) : [],
    warnings: others.map((itemid) => ({
      item: 'course',
      itemid,
      warningcode: '1',
      message: 'No access rights in course context',
    })),
  }
}

/** `1,2,3,0,4,0`: slots in order, 0 ends a page. */
function layoutOf(quiz: Quiz): string {
  let slot = 0
  return quiz.pages.map((page) => [...page.map(() => String(++slot)), '0'].join(',')).join(',')
}

function attemptRow(quiz: Quiz, attempt: AttemptStory): object {
  const times = timesOf(attempt)
  const isFinished = attempt.state === 'finished'
  return {
    id: attempt.id,
    quiz: quiz.id,
    userid: attempt.userId,
    attempt: attempt.number,
    uniqueid: attempt.id,
    layout: layoutOf(quiz),
    currentpage: isFinished ? quiz.pages.length - 1 : 0,
    preview: 0,
    state: attempt.state,
    timestart: times.startedAt,
    timefinish: isFinished ? times.finishedAt : 0,
    timemodified: times.modifiedAt,
    timemodifiedoffline: 0,
    timecheckstate: attempt.state === 'inprogress' ? quiz.closesAt : null,
    sumgrades: sumOfMarks(quiz, attempt),
    gradeitemmarks: [],
    gradednotificationsenttime: isFinished ? times.finishedAt : null,
  }
}

function isOver(attempt: AttemptStory): boolean {
  return attempt.state === 'finished' || attempt.state === 'abandoned'
}

/** mod_quiz_get_user_attempts */
export function userAttempts(site: SampleSite, given: Arguments): object {
  const quiz = site.quiz(numberOf(given, 'quizid'))
  const userId = numberOf(given, 'userid') || site.teacher.id
  const status = textOf(given, 'status')
  if (!['all', 'finished', 'unfinished'].includes(status)) throw invalidParameter()
  if (!site.person(userId)) throw invalidUser()
  const attempts = site
    .attemptsOf(quiz, userId)
    .filter((attempt) => status === 'all' || isOver(attempt) === (status === 'finished'))
  return { attempts: attempts.map((attempt) => attemptRow(quiz, attempt)), warnings: [] }
}

function reviewedQuestions(site: SampleSite, quiz: Quiz, attempt: AttemptStory): Record<string, unknown>[] {
  const scripts = new PageScripts(site.wwwroot, new ElementIds())
  const times = timesOf(attempt)
  let slot = 0
  let number = 0
  return quiz.pages.flatMap((questions, page) =>
    questions.map((question) => {
      slot++
      if (question.type !== 'description') number++
      const graded = attempt.graded?.[question.name]
      const marker = graded ? site.person(graded.by) : undefined
      return renderQuestion(
        {
          wwwroot: site.wwwroot,
          question,
          response: responseTo(attempt, question),
          graded,
          finished: attempt.state === 'finished',
          usageId: attempt.id,
          slot,
          label: `Question ${number}`,
          courseContextId: site.course.contextId,
          quizContextId: quiz.contextId,
        },
        {
          page,
          times,
          flagged: attempt.flagged?.includes(question.name) ?? false,
          marker: marker ? `${marker.firstName} ${marker.lastName}` : '',
          scripts,
        },
      )
    }),
  )
}

/** mod_quiz_get_attempt_review: `page` -1 is all pages, and one beyond the last is the last */
export function attemptReview(site: SampleSite, given: Arguments): object {
  const { quiz, attempt } = site.attempt(numberOf(given, 'attemptid'))
  const questions = reviewedQuestions(site, quiz, attempt)
  const page = numberOf(given, 'page')
  const shown = Math.min(page, quiz.pages.length - 1)
  const grade = gradeOf(quiz, attempt)
  const feedback = grade === null ? '' : overallFeedback(quiz, grade)
  return {
    grade,
    attempt: attemptRow(quiz, attempt),
    additionaldata: feedback === '' ? [] : [{ id: 'feedback', title: 'Feedback', content: filterFormulas(feedback) }],
    questions: page < 0 ? questions : questions.filter((question) => question['page'] === shown),
    warnings: [],
  }
}

/** mod_quiz_get_quiz_feedback_for_grade */
export function feedbackForGrade(site: SampleSite, given: Arguments): object {
  const text = overallFeedback(site.quiz(numberOf(given, 'quizid')), numberOf(given, 'grade'))
  return { feedbacktext: filterFormulas(text), feedbacktextformat: text === '' ? 0 : 1, warnings: [] }
}

/** mod_quiz_get_combined_review_options */
export function combinedReviewOptions(site: SampleSite, given: Arguments): object {
  const quiz = site.quiz(numberOf(given, 'quizid'))
  const seen = site.attemptsOf(quiz, numberOf(given, 'userid') || site.teacher.id).length > 0
  const options = ['feedback', 'generalfeedback', 'rightanswer', 'overallfeedback', 'marks'].map((name) => ({
    name,
    value: seen ? (name === 'marks' ? 2 : 1) : 0,
  }))
  return { someoptions: options, alloptions: options, warnings: [] }
}

/** mod_quiz_get_user_best_grade */
export function userBestGrade(site: SampleSite, given: Arguments): object {
  const quiz = site.quiz(numberOf(given, 'quizid'))
  const userId = numberOf(given, 'userid') || site.teacher.id
  if (!site.person(userId)) throw invalidUser()
  const grade = bestGrade(quiz, site.attemptsOf(quiz, userId))
  return grade === null ? { hasgrade: false, warnings: [] } : { hasgrade: true, grade, warnings: [] }
}
