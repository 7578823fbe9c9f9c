import { throwIfAborted } from '../../archive/abortable.ts'
import type { ChoiceActivity, ChoiceResults, ChoiceSource, ChosenOption } from '../../sources/choice-source.ts'
import type { ConformanceSite, SiteRequest } from '../driver-conformance/conformance-options.ts'
import { MemorySite } from '../driver-conformance/memory-site.ts'

/** A site with one choice, which makes one item: people choose between two options in turn. */
export function openChoiceSite(request: SiteRequest): ConformanceSite {
  const { items, change, volatile = 'x1', withoutPart } = request
  const site = new MemorySite(request)
  const activity = site.activity('choice', 'Which sea?')
  const introHtml = `<p id="yui_${volatile}">Choose one.</p>`
  const choice: ChoiceActivity = { ...plainChoice, name: activity.activityName, introHtml }
  const people = Array.from({ length: items }, (_, index) => site.participant(index + 1))
  const answers = people.map((participant, index) => {
    const changed = (what: string): boolean => index === 0 && change === what
    const answeredAt = changed('time') ? '2026-10-05T12:00:00.000Z' : '2026-10-05T11:21:44.000Z'
    return { option: (index + (changed('option') ? 1 : 0)) % 2, answer: { participant, answeredAt } }
  })
  const optionTexts = [site.name('The Baltic'), site.name('The North Sea')]
  const options = optionTexts.map((text, index): ChosenOption => {
    const chosen = answers.filter(({ option }) => option === index).map(({ answer }) => answer)
    return { id: 60 + index, text, limit: null, count: chosen.length, answers: chosen }
  })
  const results: ChoiceResults = {
    options,
    unanswered: { people: [], count: 0 },
    withheld: 0,
    serviceAnswers: [
      {
        name: 'results',
        answer: {
          function: 'mod_choice_get_choice_results',
          arguments: {},
          normalised: [],
          answer: options.map(({ text, count }) => ({ text, count })),
        },
      },
    ],
  }
  return {
    source: { ...site.source(), ...(withoutPart ? {} : { choices: choiceSource(choice, results) }) },
    activity,
    items: [{ key: 'choice', words: request.names ? [] : ['The Baltic', 'The North Sea'], files: [] }],
    people: site.people,
    ids: { items: [], users: site.userIds, groups: [5] },
  }
}

function choiceSource(choice: ChoiceActivity, results: ChoiceResults): ChoiceSource {
  return {
    async getChoice(_courseId, _choiceId, signal) {
      throwIfAborted(signal)
      return choice
    },
    async getResults(_choice, signal) {
      throwIfAborted(signal)
      return results
    },
  }
}

const plainChoice: ChoiceActivity = {
  id: 3,
  courseId: 7,
  courseModuleId: 33,
  name: '',
  introHtml: '',
  opensAt: null,
  closesAt: null,
  namesShown: true,
  resultsShown: 'always',
  allowsUpdate: false,
  allowsMultiple: false,
  limitsAnswers: false,
  includesInactive: false,
  groups: 'none',
  modifiedAt: null,
  otherFacts: {},
}
