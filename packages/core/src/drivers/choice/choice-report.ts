import type { ItemRemark } from '../../archive/archive-description.ts'
import type { ReportSection } from '../../documents/index.ts'
import type { ItemReport, ItemReportContent } from '../../reporting/item-report.ts'
import { byName, personRecord } from '../../reporting/person-facts.ts'
import { notices } from '../../reporting/remarks.ts'
import type { ReportIdentity } from '../../reporting/report-identity.ts'
import { paragraph, type ReportReader } from '../../reporting/report-reader.ts'
import { mayConcern } from '../../reporting/scope.ts'
import { tableOf } from '../../reporting/table.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { ChoiceActivity, ChoiceAnswer, ChoiceResults, ChosenOption } from '../../sources/choice-source.ts'
import type { ChoiceSettings } from './choice-settings.ts'
import { choiceWords, type ChoiceWords } from './choice-words.ts'

/** What the report of a choice is made from. */
export interface ChoiceReportInput {
  readonly choice: ChoiceActivity
  readonly results: ChoiceResults
  readonly settings: ChoiceSettings
  readonly identity: ReportIdentity
}

const descriptionPart = { key: 'description', folder: 'description' }

/** The one report of a choice: its options, who chose them, who did not answer. */
export function choiceReport(input: ChoiceReportInput): ItemReport {
  const { choice, results, settings } = input
  const words = choiceWords(settings.language)
  const options = results.options.map((option) => ({ ...option, answers: answersShown(option, input) }))
  const unanswered = unansweredShown(input)
  const people = [...options.flatMap(({ answers }) => answers.map(({ participant }) => participant)), ...unanswered]
  return {
    title: choice.name,
    author: '',
    keywords: [],
    date: choice.modifiedAt,
    files: [],
    ownComponents: /^mod_choice$/,
    sourceName: 'choice.json',
    data: {
      options: options.map((option) => ({
        id: option.id,
        text: option.text,
        limit: option.limit,
        count: option.count,
        answers: option.answers.map(({ participant, answeredAt }) => ({
          person: personRecord(participant, input.identity),
          answeredAt,
        })),
      })),
      unanswered: {
        count: settings.sections.has('unanswered') ? results.unanswered.count : null,
        people: unanswered.map((participant) => personRecord(participant, input.identity)),
      },
      withheld: results.withheld,
    },
    remarks: remarksOn(input, words),
    people,
    serviceAnswers: settings.scope.mode === 'all' ? results.serviceAnswers : [],
    compose: (reader): ItemReportContent => ({
      facts: settings.sections.has('header') ? choiceFacts(choice, reader, words) : [],
      sections: [
        ...descriptionSection(input, reader, words),
        { number: '', heading: words.results, parts: reader.part('answer', '', resultTable(options, words)) },
        ...optionSections(options, reader, input),
        ...unansweredSection(input, reader, unanswered),
      ],
    }),
  }
}

/** In the order of names as the archive has them, which does not tell who is who. */
function answersShown({ answers }: ChosenOption, { settings, identity }: ChoiceReportInput): readonly ChoiceAnswer[] {
  if (!settings.sections.has('answers')) return []
  const shown = answers.filter(({ participant }) => mayConcern(settings.scope, participant))
  return inOrder(shown, ({ participant }) => participant, identity)
}

function unansweredShown({ results, settings, identity }: ChoiceReportInput): readonly Participant[] {
  if (!settings.sections.has('unanswered')) return []
  const people = (results.unanswered.people ?? []).filter((participant) => mayConcern(settings.scope, participant))
  return inOrder(people, (participant) => participant, identity)
}

function inOrder<Entry>(
  entries: readonly Entry[],
  personOf: (entry: Entry) => Participant,
  identity: ReportIdentity,
): readonly Entry[] {
  const shown = new Map(entries.map((entry) => [identity.participant(personOf(entry)), entry]))
  return byName([...shown.keys()]).flatMap((participant) => shown.get(participant) ?? [])
}

function choiceFacts(choice: ChoiceActivity, reader: ReportReader, words: ChoiceWords): ItemReportContent['facts'] {
  return [
    ...reader.fact(words.opens, reader.moment(choice.opensAt)),
    ...reader.fact(words.closes, reader.moment(choice.closesAt)),
    ...reader.fact(words.mayChoose, choice.allowsMultiple ? words.several : words.one),
    ...reader.fact(words.mayChange, choice.allowsUpdate ? words.yes : words.no),
    ...reader.fact(words.lastChange, reader.moment(choice.modifiedAt)),
  ]
}

function descriptionSection(
  { choice, settings }: ChoiceReportInput,
  reader: ReportReader,
  words: ChoiceWords,
): readonly ReportSection[] {
  const blocks = settings.sections.has('description') ? reader.html(choice.introHtml, descriptionPart) : []
  if (blocks.length === 0) return []
  const parts = [
    ...reader.part('prompt', '', blocks),
    ...reader.part('attachments', words.linkedFiles, reader.linkedFiles(descriptionPart)),
  ]
  return [{ number: '', heading: words.description, parts }]
}

function resultTable(options: readonly ChosenOption[], words: ChoiceWords) {
  return tableOf([
    { heading: words.option, cells: options.map(({ text }) => text) },
    { heading: words.answers, cells: options.map(({ count }) => String(count)) },
    { heading: words.limit, cells: options.map(({ limit }) => (limit === null ? '' : String(limit))) },
  ])
}

function optionSections(
  options: readonly ChosenOption[],
  reader: ReportReader,
  { choice, settings, identity }: ChoiceReportInput,
): readonly ReportSection[] {
  if (!settings.sections.has('answers') || !choice.namesShown) return []
  const words = choiceWords(settings.language)
  return options.map(({ text, count, answers }, index) => {
    const people = answers.map(({ participant }) => participant)
    const moments = answers.map(({ answeredAt }) => reader.moment(answeredAt))
    const table = peopleTable(people, moments, { words, identity })
    const blocks = table.length === 0 ? [paragraph(words.nobody)] : table
    const parts = reader.part('answer', '', blocks)
    return { number: String(index + 1), heading: text, mark: words.answeredBy(count), parts }
  })
}

function unansweredSection(
  { results, settings, identity }: ChoiceReportInput,
  reader: ReportReader,
  people: readonly Participant[],
): readonly ReportSection[] {
  const words = choiceWords(settings.language)
  const { count } = results.unanswered
  if (!settings.sections.has('unanswered') || count === null) return []
  const blocks = [paragraph(words.unansweredCount(count)), ...peopleTable(people, [], { words, identity })]
  return [{ number: '', heading: words.notAnswered, parts: reader.part('other', '', blocks) }]
}

function peopleTable(
  people: readonly Participant[],
  moments: readonly string[],
  { words, identity }: { readonly words: ChoiceWords; readonly identity: ReportIdentity },
) {
  const named = people.map((participant) => identity.participant(participant))
  return tableOf([
    { heading: words.person, cells: named.map(({ fullName }) => fullName) },
    { heading: words.idNumber, cells: named.map(({ idNumber }) => idNumber) },
    { heading: words.groups, cells: named.map(({ groups }) => groups.map(({ name }) => name).join(', ')) },
    { heading: words.answeredAt, cells: moments },
  ])
}

function remarksOn({ choice, results, settings }: ChoiceReportInput, words: ChoiceWords): readonly ItemRemark[] {
  const known = [
    ...(choice.namesShown ? [] : [words.namesHidden]),
    ...(choice.allowsUpdate ? [words.lastAnswerOnly] : []),
    ...(choice.groups === 'separate' ? [words.groupsApart] : []),
    ...(settings.scope.mode === 'all' ? [] : [words.othersLeftOut]),
  ]
  const missing: readonly ItemRemark[] =
    results.withheld === 0 ? [] : [{ severity: 'missing', message: words.withheld(results.withheld) }]
  return [...missing, ...notices(known)]
}
