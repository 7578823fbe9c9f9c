import {
  ActivityArchiver,
  ArchivingError,
  activityDescription,
  activityVariables,
  archiveReport,
  choiceOption,
  createItemNames,
  localized,
  mayConcern,
  momentValues,
  momentVariables,
  participantColumns,
  participantRow,
  personValues,
  personVariables,
  reportIdentity,
  reportSettings,
  toJson,
  toPlainText,
  toReportSettings,
  variable,
  type ActivityDescription,
  type ActivityNoun,
  type ActivitySource,
  type ArchivingContext,
  type ArchivingItem,
  type ItemContext,
  type ItemDescription,
  type ItemOutcome,
  type ItemReport,
  type ItemReportContent,
  type NamingVariable,
  type Participant,
  type ReportReader,
  type ReportSettings,
  type WebServiceReader,
} from '@muniment/core'
import { entriesAnswer, glossariesAnswer, type Entry } from './glossary-answers.js'

/** What is kept of an entry between listing and archiving. */
interface EntryData {
  readonly entry: Entry
  readonly author: Participant
}

const sections = ['definition', 'files'] as const

type Settings = ReportSettings<(typeof sections)[number]>

const noun: ActivityNoun = {
  key: 'glossary',
  idLabel: localized('Glossary id', 'Glossar-ID'),
  nameLabel: localized('Glossary name', 'Name des Glossars'),
  example: 'Key terms',
}

const entryVariables: readonly NamingVariable[] = [
  ...activityVariables(noun),
  variable('entryid', 'Entry id', 'ID des Eintrags', '4711'),
  variable('concept', 'Concept', 'Begriff', 'Ancien Régime'),
  ...personVariables,
  ...momentVariables('of the last change', 'der letzten Änderung'),
]

const settingsOfGlossaries = reportSettings({
  scope: {
    label: localized('Entries', 'Einträge'),
    default: { mode: 'all' },
    modes: [
      choiceOption('all', 'All entries', 'Alle Einträge'),
      { ...choiceOption('users', 'Entries of chosen people', 'Einträge ausgewählter Personen'), picks: 'users' },
      { ...choiceOption('groups', 'Entries of chosen groups', 'Einträge ausgewählter Gruppen'), picks: 'groups' },
    ],
  },
  sections: [
    choiceOption('definition', 'The definition', 'Die Definition'),
    choiceOption('files', 'Attached files', 'Angehängte Dateien'),
  ],
  noun,
  itemVariables: entryVariables,
  folder: {
    label: localized('Folder of an entry', 'Ordner eines Eintrags'),
    default: '${lastname} ${firstname} ${idnumber}',
  },
  file: { default: '${glossaryname} ${concept}' },
})

const names = createItemNames(settingsOfGlossaries, noun.key)

const words = {
  en: { author: 'Author', created: 'Created', changed: 'Last changed', definition: 'Definition', files: 'Files' },
  de: {
    author: 'Autor/in',
    created: 'Erstellt',
    changed: 'Zuletzt geändert',
    definition: 'Definition',
    files: 'Dateien',
  },
}

/** Archives Moodle glossaries: one report an entry. */
export class GlossaryArchiver extends ActivityArchiver<EntryData> {
  readonly id = 'glossary'
  readonly name = localized('Glossary', 'Glossar')
  readonly activityKind = 'glossary'
  readonly availableTaskSettings = settingsOfGlossaries
  readonly itemColumns = ['entry_id', 'concept', ...participantColumns, 'created', 'changed', 'approved', 'attachments']

  async describeActivity(context: ArchivingContext): Promise<ActivityDescription> {
    const { courseId, activityId } = context.task.activity
    const { glossaries } = await webServicesOf(context.source).ask(
      {
        function: 'mod_glossary_get_glossaries_by_courses',
        arguments: { courseids: [courseId] },
        answer: glossariesAnswer,
      },
      context.signal,
    )
    const glossary = glossaries.find(({ id }) => id === activityId)
    if (!glossary) throw new ArchivingError('source_missing', 'The course has no such glossary, or you may not see it.')
    const name = toPlainText(glossary.name)
    const facts = { introHtml: glossary.intro, displayFormat: glossary.displayformat }
    return activityDescription({ name, facts, names }, context, toReportSettings(context.settings, sections))
  }

  /** By author. However large course and glossary are, no more than a page of each is held at once. */
  async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription<EntryData>> {
    const known = new Set<number>()
    for await (const people of peopleByPage(context)) {
      for await (const entry of readEntries(context)) {
        const author = people.get(entry.userId)
        if (author) yield* toItem({ entry, author }, context)
      }
      for (const userId of people.keys()) known.add(userId)
    }
    for await (const entry of readEntries(context)) {
      if (!known.has(entry.userId)) yield* toItem({ entry, author: unknownAuthor(entry) }, context)
    }
  }

  async archiveItem({ data }: ArchivingItem<EntryData>, context: ItemContext): Promise<ItemOutcome> {
    const settings = toReportSettings(context.settings, sections)
    const identity = reportIdentity(settings.anonymise, context.pseudonymOf)
    const { entry } = data
    const shown = identity.participant(data.author)
    const told = {
      entry_id: settings.anonymise ? null : entry.id,
      concept: entry.concept,
      ...participantRow(shown, settings.anonymise),
      created: entry.createdAt,
      changed: entry.changedAt,
      approved: entry.approved,
      attachments: entry.files.length,
    }
    const files = settings.sections.has('files') ? entry.files : []
    const report: ItemReport = {
      title: `${context.task.activity.activityName} · ${entry.concept} · ${shown.fullName}`,
      author: shown.fullName,
      keywords: [entry.concept],
      date: entry.changedAt,
      files: files.map((file) => ({ file, folder: '' })),
      ownComponents: /^mod_glossary$/u,
      compose: (reader) => compose({ entry, author: shown, settings, files }, reader),
      sourceName: 'entry.json',
      data: { entry: told },
      remarks: [],
      people: [data.author],
      serviceAnswers: [{ name: 'entry', answer: entry.serviceAnswer }],
    }
    return { row: told, ...(await archiveReport(report, context, settings)) }
  }
}

/** The entry as an item; none if the settings do not ask for it. */
function toItem(
  { entry, author }: EntryData,
  { task, settings, pseudonymOf }: ArchivingContext,
): readonly ItemDescription<EntryData>[] {
  const { scope, anonymise, ...patterns } = toReportSettings(settings, sections)
  if (!mayConcern(scope, author)) return []
  const identity = reportIdentity(anonymise, pseudonymOf)
  const shown = identity.participant(author)
  const entryId = identity.id('entry', entry.id)
  const values = { ...personValues(shown), ...momentValues(entry.changedAt, patterns.timeZone) }
  return [
    {
      key: `entry-${entryId}`,
      title: `${entry.concept} (${shown.fullName})`,
      ...names.itemNames(patterns, task.activity, { ...values, entryid: entryId, concept: entry.concept }),
      data: { entry, author },
      // Moodle keeps a new time with an entry whenever it, or a file of it, is changed.
      fingerprint: { changedAt: entry.changedAt, approved: entry.approved, author: toJson(author) },
    },
  ]
}

interface EntryToShow extends EntryData {
  readonly settings: Settings
  /** Files that lie beside the report. */
  readonly files: Entry['files']
}

/** What the report shows. `author` is under a pseudonym already where nobody is named. */
function compose({ entry, author, settings, files }: EntryToShow, reader: ReportReader): ItemReportContent {
  const say = words[settings.language]
  const part = { key: 'definition', folder: 'definition' }
  const definition = settings.sections.has('definition')
    ? [...reader.html(entry.definitionHtml, part), ...reader.linkedFiles(part)]
    : []
  return {
    facts: [
      ...reader.fact(say.author, author.fullName),
      ...reader.fact(say.created, reader.moment(entry.createdAt)),
      ...reader.fact(say.changed, reader.moment(entry.changedAt)),
    ],
    sections: [
      {
        number: '',
        heading: entry.concept,
        parts: [
          ...reader.part('answer', say.definition, definition),
          ...reader.part('attachments', say.files, reader.files(files)),
        ],
      },
    ],
  }
}

const pageSize = 100

async function* peopleByPage({ source, task, signal }: ArchivingContext): AsyncGenerator<Map<number, Participant>> {
  let page = new Map<number, Participant>()
  for await (const person of source.listParticipants(task.activity.courseId, signal)) {
    page.set(person.userId, person)
    if (page.size < pageSize) continue
    yield page
    page = new Map()
  }
  yield page
}

/** All entries that are approved, by letter. */
async function* readEntries({ source, task, signal, log }: ArchivingContext): AsyncGenerator<Entry> {
  let read = 0
  for (;;) {
    const { count, entries } = await webServicesOf(source).ask(
      {
        function: 'mod_glossary_get_entries_by_letter',
        arguments: { id: task.activity.activityId, letter: 'ALL', from: read, limit: pageSize },
        answer: entriesAnswer,
      },
      signal,
    )
    yield* entries
    read += entries.length
    if (entries.length < pageSize) {
      if (read !== count) log.warn(`The site tells of ${count} entries and gave ${read}.`)
      return
    }
  }
}

/** Someone whom the course does not know any more. */
function unknownAuthor({ userId, authorName }: Entry): Participant {
  const unknown = { userName: '', firstName: '', idNumber: '', email: '', groups: [], enrolled: false }
  return { ...unknown, userId, lastName: authorName, fullName: authorName }
}

function webServicesOf({ webServices }: ActivitySource): WebServiceReader {
  if (webServices) return webServices
  throw new ArchivingError('not_supported', 'Glossaries are read by web services, which this source has not.')
}

/** What Muniment looks for in this package. */
export const drivers = [GlossaryArchiver]
