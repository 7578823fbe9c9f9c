import { createHash } from 'node:crypto'
import type { Assignment } from '../sample-course/assignment-types.ts'
import type { AttemptStory } from '../sample-course/attempts.ts'
import type { Course, Quiz } from '../sample-course/course.ts'
import { responseTo } from '../sample-course/course.ts'
import { gradeResponse } from '../sample-course/grading.ts'
import type { DiscussionStory, ForumStory, PostStory } from '../sample-course/forum.ts'
import type { Person } from '../sample-course/people.ts'
import type { Question } from '../sample-course/question-types.ts'
import { noSuchRecord } from './moodle-error.ts'
import { filterFormulas } from './question-html/text.ts'

export interface QuizAttempt {
  readonly quiz: Quiz
  readonly attempt: AttemptStory
}

/** The course as the stand-in looks things up in it, with what is worked out: marks, sums, grades. */
export class SampleSite {
  readonly wwwroot: string
  readonly course: Course
  readonly token: string
  readonly #people: ReadonlyMap<number, Person>
  /** Whose submission status was asked for, by assignment: `21 5`. Moodle makes an empty submission then. */
  readonly looked = new Set<string>()
  readonly #attempts = new Map<number, QuizAttempt>()
  readonly #removedDiscussions = new Set<number>()
  readonly #attemptsOfUser = new Map<string, AttemptStory[]>()

  constructor(wwwroot: string, course: Course, token: string) {
    this.wwwroot = wwwroot
    this.course = course
    this.token = token
    this.#people = new Map(course.people.map((person) => [person.id, person]))
    for (const quiz of course.quizzes) for (const attempt of quiz.attempts) this.#add(quiz, attempt)
  }

  #add(quiz: Quiz, attempt: AttemptStory): void {
    this.#attempts.set(attempt.id, { quiz, attempt })
    const key = `${quiz.id} ${attempt.userId}`
    this.#attemptsOfUser.set(key, [...(this.#attemptsOfUser.get(key) ?? []), attempt])
  }

  /** The account whose token the stand-in hands out. */
  get teacher(): Person {
    const [teacher] = this.course.people
    if (!teacher) throw noSuchRecord('user')
    return teacher
  }

  get enrolled(): Person[] {
    return this.course.people.filter((person) => person.enrolled)
  }

  person(id: number): Person | undefined {
    return this.#people.get(id)
  }

  quiz(id: number): Quiz {
    const quiz = this.course.quizzes.find((candidate) => candidate.id === id)
    if (!quiz) throw noSuchRecord('quiz')
    return quiz
  }

  attempt(id: number): QuizAttempt {
    const found = this.#attempts.get(id)
    if (!found) throw noSuchRecord('quiz_attempts')
    return found
  }

  forum(id: number): ForumStory {
    const forum = this.course.forums.find((candidate) => candidate.id === id)
    if (!forum) throw noSuchRecord('forum')
    return {
      ...forum,
      discussions: forum.discussions.filter((discussion) => !this.#removedDiscussions.has(discussion.id)),
    }
  }

  discussion(id: number): { readonly forum: ForumStory; readonly discussion: DiscussionStory } {
    for (const { id: forumId } of this.course.forums) {
      const forum = this.forum(forumId)
      const discussion = forum.discussions.find((candidate) => candidate.id === id)
      if (discussion) return { forum, discussion }
    }
    throw noSuchRecord('forum_discussions')
  }

  post(id: number): PostStory {
    const posts = this.course.forums.flatMap(({ discussions }) => discussions.flatMap((discussion) => discussion.posts))
    const post = posts.find((candidate) => candidate.id === id)
    if (!post) throw noSuchRecord('forum_posts')
    return post
  }

  assignment(id: number): Assignment {
    const assignment = this.course.assignments.find((candidate) => candidate.id === id)
    if (!assignment) throw noSuchRecord('assign')
    return assignment
  }

  attemptsOf(quiz: Quiz, userId: number): readonly AttemptStory[] {
    return this.#attemptsOfUser.get(`${quiz.id} ${userId}`) ?? []
  }

  /** Somebody removed a discussion from its forum. */
  removeDiscussion(id: number): void {
    this.#removedDiscussions.add(id)
  }

  /** The attempt was marked again: another mark and comment for that question, and a new time of change. */
  regrade(attemptId: number, questionName: string, mark: number): void {
    const found = this.attempt(attemptId)
    const graded = {
      ...found.attempt.graded,
      [questionName]: { mark, comment: '<p>Marked again.</p>', by: this.teacher.id },
    }
    const attempt: AttemptStory = { ...found.attempt, graded, regradedTimes: (found.attempt.regradedTimes ?? 0) + 1 }
    this.#attempts.set(attemptId, { quiz: found.quiz, attempt })
    const key = `${found.quiz.id} ${attempt.userId}`
    this.#attemptsOfUser.set(
      key,
      this.attemptsOf(found.quiz, attempt.userId).map((other) => (other.id === attemptId ? attempt : other)),
    )
  }
}

export function questionsOf(quiz: Quiz): Question[] {
  return quiz.pages.flat()
}

/** The highest sum of marks. */
export function sumOfMaxMarks(quiz: Quiz): number {
  return questionsOf(quiz).reduce((sum, question) => sum + question.maxMark, 0)
}

/** The mark of one question; `undefined` while it waits for a person. */
export function markOf(attempt: AttemptStory, question: Question): number | undefined {
  const graded = attempt.graded?.[question.name]
  if (graded) return graded.mark
  const response = responseTo(attempt, question)
  if (!response || question.type === 'description') return 0
  const share = gradeResponse(question, response)
  return share === undefined ? undefined : share * question.maxMark
}

/** Sum of all marks; `null` if the attempt is not finished or waits for a person. */
export function sumOfMarks(quiz: Quiz, attempt: AttemptStory): number | null {
  if (attempt.state !== 'finished') return null
  let sum = 0
  for (const question of questionsOf(quiz)) {
    const mark = markOf(attempt, question)
    if (mark === undefined) return null
    sum += mark
  }
  return Number(sum.toFixed(5))
}

export function gradeOf(quiz: Quiz, attempt: AttemptStory): number | null {
  const sum = sumOfMarks(quiz, attempt)
  return sum === null ? null : (sum / sumOfMaxMarks(quiz)) * quiz.grade
}

/** The best grade of a student's attempts, rounded as the gradebook stores it. */
export function bestGrade(quiz: Quiz, attempts: readonly AttemptStory[]): number | null {
  const grades = attempts.flatMap((attempt) => gradeOf(quiz, attempt) ?? [])
  return grades.length === 0 ? null : Number(Math.max(...grades).toFixed(5))
}

export function overallFeedback(quiz: Quiz, grade: number): string {
  return quiz.overallFeedback.find((feedback) => grade >= feedback.from)?.html ?? ''
}

/** When things happened in an attempt, in seconds since 1970. */
export function timesOf(attempt: AttemptStory): {
  startedAt: number
  savedAt: number
  finishedAt: number
  gradedAt: number
  modifiedAt: number
} {
  const finishedAt = attempt.startedAt + attempt.minutes * 60
  const gradedAt = attempt.startedAt + (3 + (attempt.regradedTimes ?? 0)) * 86_400
  const savedAt = attempt.startedAt + Math.floor(attempt.minutes / 2) * 60
  const unfinishedAt = attempt.state === 'abandoned' ? attempt.startedAt + 2 * 86_400 : savedAt
  const modifiedAt = attempt.state === 'finished' ? (attempt.graded ? gradedAt : finishedAt) : unfinishedAt
  return { startedAt: attempt.startedAt, savedAt, finishedAt, gradedAt, modifiedAt }
}

export function sha1(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex')
}

/** A text with the addresses of its pictures and its formulas marked up; `place` is its context, component and area. */
export function textWithFiles(site: SampleSite, html: string, place: string): string {
  return filterFormulas(html.replaceAll('@@PLUGINFILE@@', `${site.wwwroot}/webservice/pluginfile.php/${place}`))
}

/** Names as web services give them: `&` and angle brackets as entities. */
export function asName(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
