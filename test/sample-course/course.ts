import type { Assignment } from './assignment-types.ts'
import { assignments } from './assignments.ts'
import type { AttemptStory } from './attempts.ts'
import { coursePace, observingNight, type ChoiceStory } from './choices.ts'
import { finalQuizAttempts, laterWeeklyCheckAttempts, weeklyCheckAttempts } from './attempts.ts'
import { derivedResponse } from './derived-responses.ts'
import { sampleForum, type ForumStory } from './forum.ts'
import type { Group, Person } from './people.ts'
import { groups, students, teacher, tutor } from './people.ts'
import type { Html, Question, Response } from './question-types.ts'
import { finalQuizPages, weeklyCheckPages } from './quiz-questions.ts'
import { sampleWorkshop, type WorkshopStory } from './workshop.ts'

export interface Quiz {
  readonly id: number
  readonly courseModuleId: number
  readonly contextId: number
  readonly section: number
  readonly name: string
  readonly intro: Html
  /** In clear, as Moodle hands it out; a client must not keep it. */
  readonly password: string
  readonly visible: boolean
  /** The highest grade. */
  readonly grade: number
  readonly attemptsAllowed: number
  readonly timeLimitSeconds: number
  readonly opensAt: number
  readonly closesAt: number
  readonly pages: readonly (readonly Question[])[]
  readonly attempts: readonly AttemptStory[]
  /** From the highest `from` (of the grade) down. */
  readonly overallFeedback: readonly { readonly from: number; readonly html: Html }[]
}

/** An activity as the course page lists it. */
export interface OtherActivity {
  readonly kind: 'forum' | 'choice' | 'workshop' | 'page'
  readonly id: number
  readonly courseModuleId: number
  readonly contextId: number
  readonly section: number
  /** By language; a site without its filter shows all of them in a row. */
  readonly names: Readonly<Record<string, string>>
}

export interface Course {
  readonly id: number
  readonly contextId: number
  readonly shortName: string
  readonly fullName: string
  readonly idNumber: string
  readonly summary: Html
  readonly startsAt: number
  readonly endsAt: number
  readonly people: readonly Person[]
  readonly groups: readonly Group[]
  readonly sections: readonly string[]
  readonly quizzes: readonly Quiz[]
  readonly assignments: readonly Assignment[]
  readonly others: readonly OtherActivity[]
  /** What the others hold. */
  readonly forums: readonly ForumStory[]
  readonly choices: readonly ChoiceStory[]
  readonly workshops: readonly WorkshopStory[]
}

const day = 86_400
const termStart = Date.UTC(2026, 8, 14) / 1000

function quizzes(finalAttempts: readonly AttemptStory[]): Quiz[] {
  const weekly = {
    section: 1,
    name: 'Weekly check',
    intro: '<p>Two questions, five minutes.</p>',
    password: '',
    visible: true,
    grade: 2,
    attemptsAllowed: 0,
    timeLimitSeconds: 0,
    opensAt: 0,
    closesAt: 0,
    pages: weeklyCheckPages,
    overallFeedback: [],
  }
  return [
    {
      id: 11,
      courseModuleId: 51,
      contextId: 151,
      section: 2,
      name: 'Stars & Planets: final quiz',
      intro:
        '<p>Closed book, open sky. <img src="@@PLUGINFILE@@/half-moon.png" alt="half moon" width="40" height="40"></p><p>Passwort im Hörsaal.</p>',
      password: 'Kepler-1619',
      visible: true,
      grade: 10,
      attemptsAllowed: 2,
      timeLimitSeconds: 3600,
      opensAt: termStart + 24 * day,
      closesAt: termStart + 40 * day,
      pages: finalQuizPages,
      attempts: finalAttempts,
      overallFeedback: [
        { from: 8, html: String.raw`<p>A <strong>stellar</strong> result: magnitude \(-26.7\).</p>` },
        { from: 5, html: '<p>Well done. Have another look at the pages you lost marks on.</p>' },
        { from: 0, html: '<p>Please come and see us in the observatory on Monday.</p>' },
      ],
    },
    { ...weekly, id: 12, courseModuleId: 52, contextId: 152, attempts: weeklyCheckAttempts },
    { ...weekly, id: 13, courseModuleId: 53, contextId: 153, attempts: laterWeeklyCheckAttempts, visible: false },
  ]
}

function listed(kind: 'choice' | 'workshop', activity: ChoiceStory | WorkshopStory): OtherActivity {
  const { id, courseModuleId, contextId, name } = activity
  return { kind, id, courseModuleId, contextId, section: 1, names: { en: name } }
}

/** "Astronomy for Everyone", the sample course. Everything in it is invented. */
export const sampleCourse: Course = {
  id: 7,
  contextId: 107,
  shortName: 'ASTRO-1',
  fullName: 'Astronomy for Everyone: Sun, Moon & Stars',
  idNumber: 'ASTRO-1-2026',
  summary: '<p>An introduction with many clear nights.</p>',
  startsAt: termStart,
  endsAt: termStart + 120 * day,
  people: [teacher, tutor, ...students],
  groups,
  sections: ['General', 'Weeks 1 to 4', 'Exam'],
  quizzes: quizzes(finalQuizAttempts),
  assignments,
  others: [
    {
      kind: 'forum',
      id: 31,
      courseModuleId: 55,
      contextId: 155,
      section: 0,
      names: { en: sampleForum.name },
    },
    {
      kind: 'page',
      id: 61,
      courseModuleId: 68,
      contextId: 168,
      section: 0,
      names: { en: 'Opening hours of the observatory' },
    },
    listed('choice', observingNight),
    listed('choice', coursePace),
    listed('workshop', sampleWorkshop),
  ],
  forums: [sampleForum],
  choices: [observingNight, coursePace],
  workshops: [sampleWorkshop],
}

/**
 * The sample course with `count` finished attempts in its first quiz, of as many invented students and no others,
 * for tests of load. Their answers are those of the sample's finished attempts in turn.
 */
export function scaledCourse(count: number): Course {
  const templates = finalQuizAttempts.filter((attempt) => attempt.state === 'finished')
  const people: Person[] = []
  const attempts: AttemptStory[] = []
  for (let index = 0; index < count; index++) {
    const template = templates[index % templates.length]
    if (!template) break
    const serial = String(index + 1).padStart(5, '0')
    const id = 100_000 + index
    people.push({
      id,
      username: `load${serial}`,
      firstName: 'Student',
      lastName: serial,
      idNumber: `LOAD-${serial}`,
      role: 'student',
      groups: [71],
      enrolled: true,
    })
    attempts.push({ ...template, id: 1_000_000 + index, userId: id, number: 1 })
  }
  return { ...sampleCourse, people: [teacher, tutor, ...people], quizzes: quizzes(attempts), assignments: [] }
}

/** What the student answered to that question; `undefined` if nothing. */
export function responseTo(attempt: AttemptStory, question: Question): Response | undefined {
  const told = attempt.except?.[question.name] ?? attempt.usually
  if (typeof told !== 'string') return told
  return told === 'nothing' ? undefined : derivedResponse(question, told)
}
