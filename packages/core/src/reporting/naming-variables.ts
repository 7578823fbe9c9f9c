import type { LocalizedText, NamingVariable } from '../driver/settings-definition.ts'
import { localized } from './localized.ts'

/** A variable of naming patterns. */
export function variable(name: string, en: string, de: string, example: string): NamingVariable {
  return { name, label: localized(en, de), example }
}

/** A variable that an item can be without. */
export function optionalVariable(...parts: Parameters<typeof variable>): NamingVariable {
  return { ...variable(...parts), canBeEmpty: true }
}

/** How names call an activity of a kind: the key `quiz` gives `${quizid}` and `${quizname}`. */
export interface ActivityNoun {
  readonly key: string
  readonly idLabel: LocalizedText
  readonly nameLabel: LocalizedText
  /** Name of an activity, for a preview: `Midterm`. */
  readonly example: string
}

/** Variables that say which course and activity it is. */
export function activityVariables({ key, idLabel, nameLabel, example }: ActivityNoun): readonly NamingVariable[] {
  return [
    variable('courseid', 'Course id', 'Kurs-ID', '7'),
    variable('coursename', 'Course name', 'Kursname', 'World history'),
    variable('courseshortname', 'Course short name', 'Kurzname des Kurses', 'HIST101'),
    variable('cmid', 'Course module id', 'ID des Kursmoduls', '42'),
    { name: `${key}id`, label: idLabel, example: '11' },
    { name: `${key}name`, label: nameLabel, example },
  ]
}

/** Variables that say whose item it is. */
export const personVariables: readonly NamingVariable[] = [
  variable('username', 'User name', 'Anmeldename', 'lzolc'),
  variable('firstname', 'First name', 'Vorname', 'Łukasz'),
  variable('lastname', 'Last name', 'Nachname', 'Żółciński'),
  optionalVariable('idnumber', 'Id number', 'Matrikelnummer', '1234567'),
  optionalVariable('groupids', 'Ids of the groups', 'IDs der Gruppen', '3-5'),
  optionalVariable('groupidnumbers', 'Id numbers of the groups', 'Nummern der Gruppen', 'A-B'),
  optionalVariable('groupnames', 'Names of the groups', 'Namen der Gruppen', 'Group A-Group B'),
]

/**
 * Variables of a moment. The archive's name may tell when it was made; names within it may not, or two runs would
 * differ: there, the moment is one of the item's own data.
 *
 * @param en whose moment it is, such as `of the attempt’s end`
 * @param de the same in German, such as `des Versuchsendes`
 */
export function momentVariables(
  en: string,
  de: string,
  [date, time, timestamp]: MomentExamples = itemMoment,
): readonly NamingVariable[] {
  return [
    variable('date', `Date ${en}`, `Datum ${de}`, date),
    variable('time', `Time ${en}`, `Uhrzeit ${de}`, time),
    variable('timestamp', `Time ${en}, in seconds since 1970`, `Zeitpunkt ${de}, in Sekunden seit 1970`, timestamp),
  ]
}

const itemMoment = ['2026-11-23', '09-45-12', '1795427112'] as const satisfies MomentExamples
const archiveMoment = ['2026-11-23', '14-30-05', '1795444205'] as const satisfies MomentExamples
type MomentExamples = readonly [string, string, string]

/** Variables of an archive's name. */
export function archiveVariables(noun: ActivityNoun): readonly NamingVariable[] {
  return [...activityVariables(noun), ...momentVariables('of archiving', 'der Archivierung', archiveMoment)]
}
