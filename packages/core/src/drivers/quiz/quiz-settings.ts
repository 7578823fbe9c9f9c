import type {
  ChoiceOption,
  LocalizedText,
  NamingVariable,
  ScopeValue,
  SettingsDefinition,
  SettingsGroup,
  SettingValue,
  ValidatedTaskSettings,
} from '../../driver/settings-definition.ts'
import type { ImageReduction } from '../../documents/index.ts'
import { paperSizes, type PaperSize } from '../../pdf/report-typesetter.ts'
import { reportSectionOptions, reportSections, type ReportSectionName } from './report-sections.ts'

const text = (en: string, de: string): LocalizedText => ({ en, de })

const scopeGroup: SettingsGroup = { key: 'scope', label: text('What is archived', 'Was archiviert wird') }
const reportGroup: SettingsGroup = { key: 'report', label: text('What a report shows', 'Was ein Bericht zeigt') }
const formatGroup: SettingsGroup = { key: 'format', label: text('Format', 'Format') }
const namesGroup: SettingsGroup = { key: 'names', label: text('Names', 'Namen') }

const variable = (name: string, en: string, de: string, example: string): NamingVariable => ({
  name,
  label: text(en, de),
  example,
})

const optional = (...parts: Parameters<typeof variable>): NamingVariable => ({
  ...variable(...parts),
  canBeEmpty: true,
})

/** Variables that say which quiz it is. */
const quizVariables: readonly NamingVariable[] = [
  variable('courseid', 'Course id', 'Kurs-ID', '7'),
  variable('coursename', 'Course name', 'Kursname', 'World history'),
  variable('courseshortname', 'Course short name', 'Kurzname des Kurses', 'HIST101'),
  variable('cmid', 'Course module id', 'ID des Kursmoduls', '42'),
  variable('quizid', 'Quiz id', 'Test-ID', '11'),
  variable('quizname', 'Quiz name', 'Name des Tests', 'Midterm'),
]

/** Variables that say which attempt it is. */
const attemptVariables: readonly NamingVariable[] = [
  ...quizVariables,
  variable('attemptid', 'Attempt id', 'ID des Versuchs', '4711'),
  variable('attemptnumber', 'Number of the attempt', 'Nummer des Versuchs', '1'),
  variable('username', 'User name', 'Anmeldename', 'lzolc'),
  variable('firstname', 'First name', 'Vorname', 'Łukasz'),
  variable('lastname', 'Last name', 'Nachname', 'Żółciński'),
  optional('idnumber', 'Id number', 'Matrikelnummer', '1234567'),
  optional('groupids', 'Ids of the groups', 'IDs der Gruppen', '3-5'),
  optional('groupidnumbers', 'Id numbers of the groups', 'Nummern der Gruppen', 'A-B'),
  optional('groupnames', 'Names of the groups', 'Namen der Gruppen', 'Group A-Group B'),
  optional('timestart', 'Start of the attempt', 'Beginn des Versuchs', '2026-11-23 09-00-00'),
  optional('timefinish', 'End of the attempt', 'Ende des Versuchs', '2026-11-23 09-45-12'),
  variable('date', 'Date of the attempt’s end', 'Datum des Versuchsendes', '2026-11-23'),
  variable('time', 'Time of the attempt’s end', 'Uhrzeit des Versuchsendes', '09-45-12'),
  variable(
    'timestamp',
    'End of the attempt, in seconds since 1970',
    'Ende des Versuchs, in Sekunden seit 1970',
    '1795427112',
  ),
]

/**
 * The archive's name may tell when it was made. Names within it may not, or two runs would differ: there, `date`, `time`
 * and `timestamp` tell when the attempt ended; of one that did not, when it was last changed, or begun.
 */
const archiveVariables: readonly NamingVariable[] = [
  ...quizVariables,
  variable('date', 'Date of archiving', 'Datum der Archivierung', '2026-11-23'),
  variable('time', 'Time of archiving', 'Uhrzeit der Archivierung', '14-30-05'),
  variable('timestamp', 'Archiving, in seconds since 1970', 'Archivierung, in Sekunden seit 1970', '1795444205'),
]

const option = (value: string, en: string, de: string): ChoiceOption => ({ value, label: text(en, de) })

/** The settings of QuizArchiver. */
export const quizSettings: readonly SettingsDefinition[] = [
  {
    kind: 'scope',
    key: 'scope',
    group: scopeGroup,
    label: text('Attempts', 'Versuche'),
    help: text(
      'Finished attempts are what is marked. “All” adds those in progress, overdue or abandoned.',
      'Beendete Versuche sind die bewerteten. „Alle“ nimmt laufende, überfällige und abgebrochene hinzu.',
    ),
    default: { mode: 'finished' },
    modes: [
      { value: 'finished', label: text('All finished attempts', 'Alle beendeten Versuche') },
      { value: 'all', label: text('All attempts, whatever their state', 'Alle Versuche, gleich in welchem Zustand') },
      {
        value: 'first',
        label: text('The first finished attempt of each person', 'Der erste beendete Versuch jeder Person'),
      },
      {
        value: 'latest',
        label: text('The latest finished attempt of each person', 'Der letzte beendete Versuch jeder Person'),
      },
      {
        value: 'best',
        label: text('The best finished attempt of each person', 'Der beste beendete Versuch jeder Person'),
      },
      { value: 'attempts', label: text('Chosen attempts', 'Ausgewählte Versuche'), picks: 'items' },
      {
        value: 'users',
        label: text('Finished attempts of chosen people', 'Beendete Versuche ausgewählter Personen'),
        picks: 'users',
      },
      {
        value: 'groups',
        label: text('Finished attempts of chosen groups', 'Beendete Versuche ausgewählter Gruppen'),
        picks: 'groups',
      },
    ],
  },
  {
    kind: 'boolean',
    key: 'includePreviews',
    group: scopeGroup,
    label: text('Trial runs of teachers, too', 'Auch Probeläufe von Lehrenden'),
    default: false,
  },
  {
    kind: 'boolean',
    key: 'anonymise',
    group: reportGroup,
    label: text('Anonymised copy, for teaching and research', 'Anonymisierte Kopie, für Lehre und Forschung'),
    help: text(
      'Names and ids become pseudonyms, the same in each archive made here. What people wrote themselves, pictures and attached files may still tell who they are: check them, or leave them out.',
      'Namen und Kennungen werden zu Pseudonymen, in jedem hier erstellten Archiv dieselben. Was Personen selbst geschrieben haben, Bilder und beigefügte Dateien können dennoch verraten, wer sie sind: Prüfen Sie sie, oder lassen Sie sie weg.',
    ),
    default: false,
  },
  {
    kind: 'multi-choice',
    key: 'sections',
    group: reportGroup,
    label: text('Sections', 'Abschnitte'),
    help: text(
      'What is left out is in nothing that the archive holds: not in the PDF, its data, the web page or the lists. For a copy that students may keep there is a preset.',
      'Was weggelassen wird, steht nirgends im Archiv: nicht im PDF, nicht in dessen Daten, nicht in der Webseite und nicht in den Listen. Für eine Kopie, die Studierende behalten dürfen, gibt es eine Vorlage.',
    ),
    default: reportSections,
    options: reportSectionOptions,
    minimumChoices: 1,
  },
  {
    kind: 'choice',
    key: 'language',
    group: reportGroup,
    label: text('Language of the report’s own words', 'Sprache der eigenen Wörter des Berichts'),
    default: 'en',
    options: [option('en', 'English', 'Englisch'), option('de', 'German', 'Deutsch')],
  },
  {
    kind: 'text',
    key: 'timeZone',
    group: reportGroup,
    label: text('Time zone of dates', 'Zeitzone der Daten'),
    help: text(
      'A name such as Europe/Berlin. It is printed with each time; times in names follow it, too.',
      'Ein Name wie Europe/Berlin. Er steht bei jeder Zeitangabe; auch Zeiten in Namen richten sich danach.',
    ),
    default: 'UTC',
    maximumLength: 64,
    format: 'time-zone',
  },
  {
    kind: 'choice',
    key: 'paperSize',
    group: formatGroup,
    label: text('Paper size', 'Papierformat'),
    default: 'A4',
    options: paperSizes.map((size) => option(size, size, size)),
  },
  {
    kind: 'boolean',
    key: 'htmlCopy',
    group: formatGroup,
    label: text('A web page beside each PDF', 'Eine Webseite neben jedem PDF'),
    default: false,
  },
  {
    kind: 'text',
    key: 'watermark',
    group: formatGroup,
    label: text('Watermark', 'Wasserzeichen'),
    help: text(
      'A few words behind each page, such as “Copy for inspection”. Empty for none.',
      'Einige Wörter hinter jeder Seite, etwa „Kopie zur Einsicht“. Leer für keines.',
    ),
    default: '',
    maximumLength: 60,
  },
  {
    kind: 'boolean',
    key: 'reduceImages',
    group: formatGroup,
    label: text('Smaller pictures in reports', 'Kleinere Bilder in Berichten'),
    help: text(
      'For pictures that a report shows. Files that were handed in are always kept byte for byte.',
      'Für Bilder, die ein Bericht zeigt. Abgegebene Dateien werden immer Byte für Byte aufbewahrt.',
    ),
    default: false,
  },
  {
    kind: 'integer',
    key: 'imageMaximumPixels',
    group: formatGroup,
    label: text('Longest side of a picture', 'Längste Seite eines Bildes'),
    default: 1_200,
    minimum: 100,
    maximum: 10_000,
    unit: 'px',
    visibleWhen: { setting: 'reduceImages', isOneOf: [true] },
  },
  {
    kind: 'integer',
    key: 'imageQuality',
    group: formatGroup,
    label: text('Quality of photographs', 'Qualität von Fotos'),
    help: text('As JPEG has it, from 1 to 100.', 'Wie bei JPEG, von 1 bis 100.'),
    default: 80,
    minimum: 1,
    maximum: 100,
    visibleWhen: { setting: 'reduceImages', isOneOf: [true] },
  },
  {
    kind: 'boolean',
    key: 'keepServiceAnswer',
    group: formatGroup,
    label: text('The site’s own answer beside each PDF', 'Die eigene Antwort der Website neben jedem PDF'),
    help: text(
      'Compressed and without secrets, so that nothing rests on our reading of it alone. Only where no section is left out.',
      'Komprimiert und ohne Geheimnisse, damit nichts allein auf unserer Lesart beruht. Nur wenn kein Abschnitt weggelassen wird.',
    ),
    default: true,
  },
  {
    kind: 'naming-pattern',
    key: 'archiveName',
    group: namesGroup,
    label: text('Name of the archive', 'Name des Archivs'),
    default: '${courseshortname} ${quizname} ${date}',
    names: 'archive',
    allowsFolders: false,
    variables: archiveVariables,
  },
  {
    kind: 'naming-pattern',
    key: 'folderPattern',
    group: namesGroup,
    label: text('Folder of an attempt', 'Ordner eines Versuchs'),
    default: '${lastname} ${firstname} ${idnumber}',
    names: 'folder',
    allowsFolders: true,
    variables: attemptVariables,
  },
  {
    kind: 'naming-pattern',
    key: 'filePattern',
    group: namesGroup,
    label: text('Name of a report', 'Name eines Berichts'),
    default: '${quizname} attempt ${attemptnumber}',
    names: 'file',
    allowsFolders: false,
    variables: attemptVariables,
  },
]

const textOf = (value: SettingValue | undefined): string => (typeof value === 'string' ? value : '')

const numberOf = (value: SettingValue | undefined): number => (typeof value === 'number' ? value : 0)

/** The settings as the driver uses them. */
export interface QuizSettings {
  readonly scope: ScopeValue
  readonly includePreviews: boolean
  readonly anonymise: boolean
  readonly sections: ReadonlySet<ReportSectionName>
  readonly language: 'en' | 'de'
  readonly timeZone: string
  readonly paperSize: PaperSize
  readonly htmlCopy: boolean
  readonly watermark: string
  readonly imageReduction: ImageReduction | undefined
  readonly keepServiceAnswer: boolean
  readonly archiveName: string
  readonly folderPattern: string
  readonly filePattern: string
}

/** Settings that were checked against {@link quizSettings}, with their types. */
export function toQuizSettings(settings: ValidatedTaskSettings): QuizSettings {
  const chosen = settings['sections']
  const scope = settings['scope']
  return {
    scope: typeof scope === 'object' && 'mode' in scope ? scope : { mode: 'finished' },
    includePreviews: settings['includePreviews'] === true,
    anonymise: settings['anonymise'] === true,
    sections: new Set(reportSections.filter((section) => Array.isArray(chosen) && chosen.includes(section))),
    language: settings['language'] === 'de' ? 'de' : 'en',
    timeZone: textOf(settings['timeZone']),
    paperSize: settings['paperSize'] === 'Letter' ? 'Letter' : 'A4',
    htmlCopy: settings['htmlCopy'] === true,
    watermark: textOf(settings['watermark']).trim(),
    imageReduction:
      settings['reduceImages'] === true
        ? { maximumPixels: numberOf(settings['imageMaximumPixels']), quality: numberOf(settings['imageQuality']) }
        : undefined,
    keepServiceAnswer: settings['keepServiceAnswer'] === true,
    archiveName: textOf(settings['archiveName']),
    folderPattern: textOf(settings['folderPattern']),
    filePattern: textOf(settings['filePattern']),
  }
}
