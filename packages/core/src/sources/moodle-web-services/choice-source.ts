import { ArchivingError } from '../../errors/index.ts'
import type { ChoiceActivity, ChoiceResults, ChoiceSource, ChosenOption, Unanswered } from '../choice-source.ts'
import {
  choiceOptionsAnswer,
  choiceResultsAnswer,
  choicesAnswer,
  type ChoiceRecord,
  type ChoiceResultRecord,
} from './answers/choice-answers.ts'
import { callKeepingRaw } from './call-keeping-raw.ts'
import { expectedPeople, PeopleOfCourses, type CoursePeople } from './course-people.ts'
import { keepAnswer, type LeftOutOfAnswer } from './keep-answer.ts'
import type { MoodleSession } from './moodle-session.ts'
import { ifAllowed } from './participants.ts'
import { toPlainText } from './plain-text.ts'
import type { JoinSignals } from './quiz-source.ts'

export function createChoiceSource(session: MoodleSession, join: JoinSignals): ChoiceSource {
  const people = new PeopleOfCourses(session, join())
  return {
    getChoice: (courseId, choiceId, signal) => getChoice(session, courseId, choiceId, join(signal)),
    async getResults(choice, signal) {
      const joined = join(signal)
      return await getResults(session, await people.read(choice.courseId, joined), choice, joined)
    },
  }
}

async function getChoice(
  session: MoodleSession,
  courseId: number,
  choiceId: number,
  signal: AbortSignal,
): Promise<ChoiceActivity> {
  const name = 'mod_choice_get_choices_by_courses'
  const question = { function: name, values: { courseids: [courseId] }, answer: choicesAnswer }
  const { choices } = await session.call(question, signal)
  const found = choices.find(({ id }) => id === choiceId)
  if (found) return toChoice(found)
  throw new ArchivingError('source_missing', 'The course has no such choice, or your account may not see it.', {
    german: 'Diese Abstimmung gibt es im Kurs nicht, oder Ihr Konto darf sie nicht sehen.',
    details: { function: name, courseId, choiceId },
  })
}

/** Moodle's `CHOICE_SHOWRESULTS_…`, `NOGROUPS`, `SEPARATEGROUPS` and `VISIBLEGROUPS`. */
const resultsShown = ['never', 'after_answer', 'after_close', 'always'] as const
const groupModes = ['none', 'separate', 'visible'] as const

function toChoice(record: ChoiceRecord): ChoiceActivity {
  return {
    id: record.id,
    courseId: record.course,
    courseModuleId: record.coursemodule,
    name: record.name,
    introHtml: record.intro,
    opensAt: record.timeopen,
    closesAt: record.timeclose,
    namesShown: record.publish,
    resultsShown: resultsShown[record.showresults ?? -1] ?? null,
    allowsUpdate: record.allowupdate,
    allowsMultiple: record.allowmultiple,
    limitsAnswers: record.limitanswers,
    includesInactive: record.includeinactive,
    groups: groupModes[record.groupmode] ?? 'none',
    modifiedAt: record.timemodified,
    otherFacts: record.otherFacts,
  }
}

/** Pictures change with the site's theme; they are nobody's answer. */
const pictures = 'Left out: profileimageurl, a picture of the theme.'
const names = 'Left out: userresponses, because the choice hides who chose what.'

function leftOutOf({ namesShown }: ChoiceActivity): LeftOutOfAnswer {
  if (namesShown) return { fields: new Set(['profileimageurl']), told: [pictures] }
  return { fields: new Set(['profileimageurl', 'userresponses']), told: [pictures, names] }
}

async function getResults(
  session: MoodleSession,
  people: CoursePeople,
  choice: ChoiceActivity,
  signal: AbortSignal,
): Promise<ChoiceResults> {
  const call = { function: 'mod_choice_get_choice_results', arguments: { choiceid: choice.id } }
  const question = { function: call.function, values: call.arguments, answer: choiceResultsAnswer }
  const { raw, checked } = await callKeepingRaw(session, question, signal)
  const chosen = checked.options.filter(({ id }) => id > 0).map((option) => toChosenOption(option, choice, people))
  const told = checked.options.find(({ id }) => id === 0)
  return {
    options: chosen,
    unanswered: told
      ? toldUnanswered(told, choice, people)
      : await othersThan(chosen, choice, { session, people, signal }),
    withheld: Math.max(0, (await countAnswers(session, choice, signal)) - sum(checked.options)),
    serviceAnswers: [{ name: 'results', answer: keepAnswer(call, raw, leftOutOf(choice)) }],
  }
}

/**
 * The results of somebody who may not read them look like those of a choice without answers. But the options of an open
 * choice tell how many chose them; of a closed one, Moodle gives none.
 */
async function countAnswers(session: MoodleSession, { id }: ChoiceActivity, signal: AbortSignal): Promise<number> {
  const question = {
    function: 'mod_choice_get_choice_options',
    values: { choiceid: id },
    answer: choiceOptionsAnswer,
  }
  const [told] = await ifAllowed(async () => [await session.call(question, signal)])
  return (told?.options ?? []).reduce((count, option) => count + option.countanswers, 0)
}

function sum(options: readonly ChoiceResultRecord[]): number {
  return options.reduce((count, option) => count + (option.id > 0 ? option.numberofuser : 0), 0)
}

/** Names are dropped here as well where the choice hides them, whatever a site answers. */
function toChosenOption(
  option: ChoiceResultRecord,
  { namesShown }: ChoiceActivity,
  people: CoursePeople,
): ChosenOption {
  const answers = option.userresponses.toSorted((one, other) => one.userid - other.userid)
  return {
    id: option.id,
    text: toPlainText(option.text),
    limit: option.maxanswer > 0 ? option.maxanswer : null,
    count: option.numberofuser,
    answers: namesShown
      ? answers.map((answer) => ({
          participant: people.person(answer.userid, answer),
          answeredAt: answer.timemodified,
        }))
      : [],
  }
}

function toldUnanswered(told: ChoiceResultRecord, { namesShown }: ChoiceActivity, people: CoursePeople): Unanswered {
  const named = told.userresponses.toSorted((one, other) => one.userid - other.userid)
  return {
    people: namesShown ? named.map((person) => people.person(person.userid, person)) : null,
    count: told.numberofuser,
  }
}

interface Reading {
  readonly session: MoodleSession
  readonly people: CoursePeople
  readonly signal: AbortSignal
}

/** A choice that does not show who is missing: those who can be graded, without those who answered. */
async function othersThan(
  chosen: readonly ChosenOption[],
  { namesShown, courseId }: ChoiceActivity,
  { session, people, signal }: Reading,
): Promise<Unanswered> {
  const unknown = { people: null, count: null }
  // Who is missing would tell who answered.
  if (!namesShown) return unknown
  const expected = await expectedPeople(session, { courseId, people }, signal)
  if (!expected) return unknown
  const answered = new Set(chosen.flatMap(({ answers }) => answers.map(({ participant }) => participant.userId)))
  const missing = expected.filter(({ userId }) => !answered.has(userId))
  return { people: missing, count: missing.length }
}
