import type {
  ChoiceOption,
  LocalizedText,
  NamingVariable,
  ScopeMode,
  ScopeValue,
  SettingsDefinition,
  SettingsGroup,
  SettingValue,
  ValidatedTaskSettings,
} from '../driver/settings-definition.ts'
import type { ImageReduction, ReportLanguage } from '../documents/index.ts'
import { paperSizes, type PaperSize } from '../pdf/report-typesetter.ts'
import type { NamingSettings } from './item-names.ts'
import { choiceOption, localized } from './localized.ts'
import { archiveVariables, type ActivityNoun } from './naming-variables.ts'

/** Groups of settings that all drivers have. */
export const settingsGroups = {
  scope: { key: 'scope', label: localized('What is archived', 'Was archiviert wird') },
  report: { key: 'report', label: localized('What a report shows', 'Was ein Bericht zeigt') },
  format: { key: 'format', label: localized('Format', 'Format') },
  names: { key: 'names', label: localized('Names', 'Namen') },
} as const satisfies Record<string, SettingsGroup>

/** What is particular to a driver in the settings that all drivers have. */
export interface ReportSettingsParts {
  readonly scope: {
    readonly label: LocalizedText
    readonly help?: LocalizedText
    readonly default: ScopeValue
    readonly modes: readonly ScopeMode[]
  }
  /** Sections of a report that can be left out, all shown unless told otherwise. */
  readonly sections: readonly ChoiceOption[]
  /** How names call the activity. */
  readonly noun: ActivityNoun
  /** Variables of folders and files of items; those of the activity included. */
  readonly itemVariables: readonly NamingVariable[]
  /** Default pattern of folders, and what the setting is called. */
  readonly folder: { readonly label: LocalizedText; readonly default: string }
  /** Default pattern of reports' names. */
  readonly file: { readonly default: string }
  /** Further settings, which stand behind those of their group. */
  readonly further?: readonly SettingsDefinition[]
}

/**
 * The settings that all drivers have: scope, anonymised copy, sections, language, time zone, paper, copies, watermark,
 * pictures, largest files, service answers, names. `toReportSettings` reads them.
 */
export function reportSettings(parts: ReportSettingsParts): readonly SettingsDefinition[] {
  const further = (group: SettingsGroup): readonly SettingsDefinition[] =>
    (parts.further ?? []).filter((setting) => setting.group.key === group.key)
  const { scope, report, format, names } = settingsGroups
  return [
    { kind: 'scope', key: 'scope', group: scope, ...parts.scope },
    ...further(scope),
    anonymiseSetting,
    sectionsSetting(parts.sections),
    ...languageSettings,
    ...further(report),
    ...formatSettings,
    ...further(format),
    ...namingSettings(parts),
    ...further(names),
  ]
}

const anonymiseSetting: SettingsDefinition = {
  kind: 'boolean',
  key: 'anonymise',
  group: settingsGroups.report,
  label: localized('Anonymised copy, for teaching and research', 'Anonymisierte Kopie, für Lehre und Forschung'),
  help: localized(
    'Names and ids become pseudonyms, the same in each archive made here. What people wrote themselves, pictures and attached files may still tell who they are: check them, or leave them out.',
    'Namen und Kennungen werden zu Pseudonymen, in jedem hier erstellten Archiv dieselben. Was Personen selbst geschrieben haben, Bilder und beigefügte Dateien können dennoch verraten, wer sie sind: Prüfen Sie sie, oder lassen Sie sie weg.',
  ),
  default: false,
}

function sectionsSetting(options: readonly ChoiceOption[]): SettingsDefinition {
  return {
    kind: 'multi-choice',
    key: 'sections',
    group: settingsGroups.report,
    label: localized('Sections', 'Abschnitte'),
    help: localized(
      'What is left out is in nothing that the archive holds: not in the PDF, its data, the web page or the lists. For a copy that students may keep there is a preset.',
      'Was weggelassen wird, steht nirgends im Archiv: nicht im PDF, nicht in dessen Daten, nicht in der Webseite und nicht in den Listen. Für eine Kopie, die Studierende behalten dürfen, gibt es eine Vorlage.',
    ),
    default: options.map(({ value }) => value),
    options,
    minimumChoices: 1,
  }
}

const languageSettings: readonly SettingsDefinition[] = [
  {
    kind: 'choice',
    key: 'language',
    group: settingsGroups.report,
    label: localized('Language of the report’s own words', 'Sprache der eigenen Wörter des Berichts'),
    default: 'en',
    options: [choiceOption('en', 'English', 'Englisch'), choiceOption('de', 'German', 'Deutsch')],
  },
  {
    kind: 'text',
    key: 'timeZone',
    group: settingsGroups.report,
    label: localized('Time zone of dates', 'Zeitzone der Daten'),
    help: localized(
      'A name such as Europe/Berlin. It is printed with each time; times in names follow it, too.',
      'Ein Name wie Europe/Berlin. Er steht bei jeder Zeitangabe; auch Zeiten in Namen richten sich danach.',
    ),
    default: 'UTC',
    maximumLength: 64,
    format: 'time-zone',
  },
]

const ifReduced = { visibleWhen: { setting: 'reduceImages', isOneOf: [true] } } as const

const formatSettings: readonly SettingsDefinition[] = [
  {
    kind: 'choice',
    key: 'paperSize',
    group: settingsGroups.format,
    label: localized('Paper size', 'Papierformat'),
    default: 'A4',
    options: paperSizes.map((size) => choiceOption(size, size, size)),
  },
  {
    kind: 'boolean',
    key: 'htmlCopy',
    group: settingsGroups.format,
    label: localized('A web page beside each PDF', 'Eine Webseite neben jedem PDF'),
    default: false,
  },
  {
    kind: 'text',
    key: 'watermark',
    group: settingsGroups.format,
    label: localized('Watermark', 'Wasserzeichen'),
    help: localized(
      'A few words behind each page, such as “Copy for inspection”. Empty for none.',
      'Einige Wörter hinter jeder Seite, etwa „Kopie zur Einsicht“. Leer für keines.',
    ),
    default: '',
    maximumLength: 60,
  },
  {
    kind: 'boolean',
    key: 'reduceImages',
    group: settingsGroups.format,
    label: localized('Smaller pictures in reports', 'Kleinere Bilder in Berichten'),
    help: localized(
      'For pictures that a report shows. Files that were handed in are always kept byte for byte.',
      'Für Bilder, die ein Bericht zeigt. Abgegebene Dateien werden immer Byte für Byte aufbewahrt.',
    ),
    default: false,
  },
  {
    kind: 'integer',
    key: 'imageMaximumPixels',
    group: settingsGroups.format,
    label: localized('Longest side of a picture', 'Längste Seite eines Bildes'),
    default: 1_200,
    minimum: 100,
    maximum: 10_000,
    unit: 'px',
    ...ifReduced,
  },
  {
    kind: 'integer',
    key: 'imageQuality',
    group: settingsGroups.format,
    label: localized('Quality of photographs', 'Qualität von Fotos'),
    help: localized('As JPEG has it, from 1 to 100.', 'Wie bei JPEG, von 1 bis 100.'),
    default: 80,
    minimum: 1,
    maximum: 100,
    ...ifReduced,
  },
  {
    kind: 'integer',
    key: 'maximumFileSize',
    group: settingsGroups.format,
    label: localized('Largest file that is kept', 'Größte Datei, die aufbewahrt wird'),
    help: localized(
      'Larger files are left out; the report and the list say which, and how large they are. 0 keeps all.',
      'Größere Dateien werden weggelassen; Bericht und Liste sagen, welche und wie groß sie sind. 0 bewahrt alle auf.',
    ),
    default: 0,
    minimum: 0,
    maximum: 1_000_000,
    unit: 'MB',
  },
  {
    kind: 'boolean',
    key: 'keepServiceAnswer',
    group: settingsGroups.format,
    label: localized('The site’s own answer beside each PDF', 'Die eigene Antwort der Website neben jedem PDF'),
    help: localized(
      'Compressed and without secrets, so that nothing rests on our reading of it alone. Only where no section is left out.',
      'Komprimiert und ohne Geheimnisse, damit nichts allein auf unserer Lesart beruht. Nur wenn kein Abschnitt weggelassen wird.',
    ),
    default: true,
  },
]

function namingSettings({ noun, itemVariables, folder, file }: ReportSettingsParts): readonly SettingsDefinition[] {
  const shared = { kind: 'naming-pattern', group: settingsGroups.names } as const
  return [
    {
      ...shared,
      key: 'archiveName',
      label: localized('Name of the archive', 'Name des Archivs'),
      default: `\${courseshortname} \${${noun.key}name} \${date}`,
      names: 'archive',
      allowsFolders: false,
      variables: archiveVariables(noun),
    },
    {
      ...shared,
      key: 'folderPattern',
      ...folder,
      names: 'folder',
      allowsFolders: true,
      variables: itemVariables,
    },
    {
      ...shared,
      key: 'filePattern',
      label: localized('Name of a report', 'Name eines Berichts'),
      ...file,
      names: 'file',
      allowsFolders: false,
      variables: itemVariables,
    },
  ]
}

/** The settings that all drivers have, as a driver uses them. */
export interface ReportSettings<Section extends string = string> extends NamingSettings {
  readonly scope: ScopeValue
  readonly anonymise: boolean
  readonly sections: ReadonlySet<Section>
  /** Whether no section is left out. */
  readonly showsAll: boolean
  readonly language: ReportLanguage
  readonly paperSize: PaperSize
  readonly htmlCopy: boolean
  readonly watermark: string
  readonly imageReduction: ImageReduction | undefined
  /** What is larger is left out. */
  readonly largestFileBytes: number
  readonly keepServiceAnswer: boolean
}

/**
 * Settings that were checked against those of `reportSettings`, with their types.
 *
 * @param sections all sections that there are
 */
export function toReportSettings<Section extends string>(
  settings: ValidatedTaskSettings,
  sections: readonly Section[],
): ReportSettings<Section> {
  const { scope, sections: chosen } = settings
  const shown = sections.filter((section) => Array.isArray(chosen) && chosen.includes(section))
  const most = numberOf(settings['maximumFileSize'])
  return {
    scope: typeof scope === 'object' && 'mode' in scope ? scope : { mode: '' },
    anonymise: settings['anonymise'] === true,
    sections: new Set(shown),
    showsAll: shown.length === sections.length,
    language: settings['language'] === 'de' ? 'de' : 'en',
    timeZone: textOf(settings['timeZone']),
    paperSize: settings['paperSize'] === 'Letter' ? 'Letter' : 'A4',
    htmlCopy: settings['htmlCopy'] === true,
    watermark: textOf(settings['watermark']).trim(),
    imageReduction:
      settings['reduceImages'] === true
        ? { maximumPixels: numberOf(settings['imageMaximumPixels']), quality: numberOf(settings['imageQuality']) }
        : undefined,
    largestFileBytes: most === 0 ? Number.POSITIVE_INFINITY : most * 1_000_000,
    keepServiceAnswer: settings['keepServiceAnswer'] === true,
    archiveName: textOf(settings['archiveName']),
    folderPattern: textOf(settings['folderPattern']),
    filePattern: textOf(settings['filePattern']),
  }
}

const textOf = (value: SettingValue | undefined): string => (typeof value === 'string' ? value : '')

const numberOf = (value: SettingValue | undefined): number => (typeof value === 'number' ? value : 0)
