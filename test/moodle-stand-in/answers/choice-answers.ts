import type { ChoiceStory } from '../../sample-course/choices.ts'
import { noSuchRecord } from '../moodle-error.ts'
import type { Arguments } from '../parameters.ts'
import { numberOf, numbersOf } from '../parameters.ts'
import type { SampleSite } from '../sample-site.ts'
import { asName, textWithFiles } from '../sample-site.ts'

function choiceOf(site: SampleSite, id: number): ChoiceStory {
  const choice = site.course.choices.find((candidate) => candidate.id === id)
  if (!choice) throw noSuchRecord('choice')
  return choice
}

/** mod_choice_get_choices_by_courses */
export function choicesByCourses(site: SampleSite, given: Arguments): object {
  const wanted = numbersOf(given, 'courseids')
  const choices = wanted.length === 0 || wanted.includes(site.course.id) ? site.course.choices : []
  return {
    choices: choices.map((choice) => ({
      id: choice.id,
      coursemodule: choice.courseModuleId,
      course: site.course.id,
      name: asName(choice.name),
      intro: textWithFiles(site, choice.intro, `${choice.contextId}/mod_choice/intro`),
      introformat: 1,
      introfiles: [],
      section: 1,
      visible: true,
      groupmode: 0,
      groupingid: 0,
      lang: '',
      publish: choice.publish,
      showresults: 1,
      display: 0,
      allowupdate: false,
      allowmultiple: choice.allowMultiple,
      showunanswered: choice.showUnanswered,
      includeinactive: true,
      limitanswers: choice.options.some(({ limit }) => limit > 0),
      timeopen: choice.opensAt,
      timeclose: choice.closesAt,
      showpreview: false,
      timemodified: site.course.startsAt,
      completionsubmit: false,
      showavailable: false,
    })),
    warnings: [],
  }
}

/** mod_choice_get_choice_options: none of a choice that has closed */
export function choiceOptions(site: SampleSite, given: Arguments): object {
  const choice = choiceOf(site, numberOf(given, 'choiceid'))
  if (choice.closesAt > 0) return { options: [], warnings: [{ item: 'choice', warningcode: '3', message: 'Closed' }] }
  return {
    options: choice.options.map(({ id, text, limit, answers }) => ({
      id,
      text: asName(text),
      maxanswers: limit,
      displaylayout: false,
      countanswers: answers.length,
      checked: false,
      disabled: false,
    })),
    warnings: [],
  }
}

/** mod_choice_get_choice_results: of an anonymous choice numbers only */
export function choiceResults(site: SampleSite, given: Arguments): object {
  const choice = choiceOf(site, numberOf(given, 'choiceid'))
  const answered = new Set(choice.options.flatMap(({ answers }) => answers.map(({ userId }) => userId)))
  const missing = site.enrolled.filter(({ id, role }) => role === 'student' && !answered.has(id))
  const nameOf = (userId: number): string => {
    const person = site.person(userId)
    return person ? `${person.firstName} ${person.lastName}` : ''
  }
  const people = (userIds: readonly { readonly userId: number; readonly at?: number }[]): object[] =>
    (choice.publish ? userIds : []).map(({ userId, at }, index) => ({
      userid: userId,
      fullname: nameOf(userId),
      profileimageurl: `${site.wwwroot}/theme/image.php/boost/core/1790000000/u/f1`,
      ...(at === undefined ? {} : { answerid: index + 1, timemodified: at }),
    }))
  const options = choice.options.map(({ id, text, limit, answers }) => ({
    id,
    text: asName(text),
    maxanswer: limit,
    userresponses: people(answers),
    numberofuser: answers.length,
    percentageamount: (answers.length * 100) / Math.max(1, answered.size),
  }))
  const unanswered = {
    id: 0,
    text: 'Not answered yet',
    maxanswer: 0,
    userresponses: people(missing.map(({ id }) => ({ userId: id }))),
    numberofuser: missing.length,
    percentageamount: 0,
  }
  return { options: choice.showUnanswered ? [unanswered, ...options] : options, warnings: [] }
}
