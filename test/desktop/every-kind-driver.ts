import { smallDriver } from '@muniment/core/testing'

const scope = { key: 'what', label: { en: 'What is archived', de: 'Was archiviert wird' } }
const look = { key: 'look', label: { en: 'How it looks', de: 'Wie es aussieht' } }
const options = (...names: string[]) => names.map((value) => ({ value, label: { en: value, de: value } }))

/** A setting of each kind, some that depend on others, and one that cannot be changed. */
const settings = [
  {
    kind: 'scope',
    key: 'scope',
    group: scope,
    label: { en: 'Pages', de: 'Seiten' },
    default: { mode: 'all' },
    modes: [
      { value: 'all', label: { en: 'All pages', de: 'Alle Seiten' } },
      { value: 'some', label: { en: 'Chosen pages', de: 'Ausgewählte Seiten' }, picks: 'items' },
      { value: 'people', label: { en: 'Pages of chosen people', de: 'Seiten ausgewählter Personen' }, picks: 'users' },
    ],
  },
  {
    kind: 'boolean',
    key: 'comments',
    group: scope,
    label: { en: 'Comments, too', de: 'Auch Kommentare' },
    default: true,
    fixed: { reason: { en: 'The examination rules want them.', de: 'Die Prüfungsordnung verlangt sie.' } },
  },
  {
    kind: 'multi-choice',
    key: 'parts',
    group: look,
    label: { en: 'Parts', de: 'Teile' },
    default: ['Text', 'Marks'],
    options: [
      ...options('Text', 'Marks'),
      { value: 'History', label: { en: 'History', de: 'Verlauf' }, requires: ['Text', 'Marks'] },
    ],
    minimumChoices: 1,
  },
  {
    kind: 'choice',
    key: 'paper',
    group: look,
    label: { en: 'Paper', de: 'Papier' },
    default: 'A4',
    options: options('A4', 'Letter'),
  },
  {
    kind: 'choice',
    key: 'font',
    group: look,
    label: { en: 'Font', de: 'Schrift' },
    default: 'Serif',
    options: options('Serif', 'Sans', 'Mono', 'Script'),
  },
  {
    kind: 'boolean',
    key: 'shrink',
    group: look,
    label: { en: 'Smaller pictures', de: 'Kleinere Bilder' },
    default: false,
  },
  {
    kind: 'integer',
    key: 'pixels',
    group: look,
    label: { en: 'Longest side', de: 'Längste Seite' },
    default: 1_200,
    minimum: 100,
    maximum: 10_000,
    unit: 'px',
    visibleWhen: { setting: 'shrink', isOneOf: [true] },
  },
  {
    kind: 'text',
    key: 'zone',
    group: look,
    label: { en: 'Time zone', de: 'Zeitzone' },
    default: 'UTC',
    maximumLength: 64,
    format: 'time-zone',
  },
  {
    kind: 'naming-pattern',
    key: 'name',
    group: look,
    label: { en: 'Name of a page', de: 'Name einer Seite' },
    default: 'Page ${number}',
    names: 'file',
    allowsFolders: false,
    variables: [{ name: 'number', label: { en: 'Number', de: 'Nummer' }, example: '7' }],
  },
]

/** A package with a driver for quizzes that is not ours, with every kind of setting and so many items. */
export const everyKindDriver = (items: number): string =>
  smallDriver(
    'every-kind',
    `
    name = { en: 'Every kind', de: 'Jede Art' }
    activityKind = 'quiz'
    availableTaskSettings = ${JSON.stringify(settings)}
    async *listItems({ settings }) {
      const { mode, ids } = settings.scope
      for (let number = 1; number <= ${items}; number++) {
        if (mode === 'some' && !ids.includes(number)) continue
        if (mode === 'people' && number > 3) return
        yield { key: 'page-' + number, title: 'Page ' + number, scopeId: number, folder: '', fileName: settings.name.replace('\${number}', number), data: number }
      }
    }
  `,
  )
