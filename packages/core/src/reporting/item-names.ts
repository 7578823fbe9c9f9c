import { makeName } from '../archive/make-name.ts'
import type { ActivityMetadata } from '../driver/activity-metadata.ts'
import type { NamingPatternSetting, SettingsDefinition } from '../driver/settings-definition.ts'
import type { Participant } from '../sources/activity-source.ts'

/** Values of naming variables, by name. */
export type NameValues = Readonly<Record<string, string | number>>

/** The patterns as set for a task, and the time zone of the moments in them. */
export interface NamingSettings {
  readonly archiveName: string
  readonly folderPattern: string
  readonly filePattern: string
  readonly timeZone: string
}

/** Makes names from the naming patterns of a driver's settings. */
export interface ItemNames {
  /** Name of the archive; `at` is when archiving began. */
  archiveName(settings: Pick<NamingSettings, 'archiveName' | 'timeZone'>, activity: ActivityMetadata, at: Date): string
  /** Folder and file name of an item's report. */
  itemNames(
    settings: Omit<NamingSettings, 'archiveName'>,
    activity: ActivityMetadata,
    values: NameValues,
  ): { readonly folder: string; readonly fileName: string }
}

/**
 * @param definitions settings with the patterns `archiveName`, `folderPattern` and `filePattern`
 * @param noun how the driver's variables call the activity: `quiz`
 */
export function createItemNames(definitions: readonly SettingsDefinition[], noun: string): ItemNames {
  const expand = (key: keyof NamingSettings, pattern: string, values: NameValues): string =>
    makeName(patternOf(definitions, key), pattern, values).name
  return {
    archiveName: ({ archiveName, timeZone }, activity, at) =>
      expand('archiveName', archiveName, { ...activityValues(noun, activity), ...momentValues(at, timeZone) }),
    itemNames({ folderPattern, filePattern }, activity, values) {
      const all = { ...activityValues(noun, activity), ...values }
      return {
        folder: expand('folderPattern', folderPattern, all),
        fileName: expand('filePattern', filePattern, all),
      }
    },
  }
}

function patternOf(definitions: readonly SettingsDefinition[], key: string): NamingPatternSetting {
  const definition = definitions.find((candidate) => candidate.key === key)
  if (definition?.kind !== 'naming-pattern') throw new TypeError(`${key} is not a naming pattern.`)
  return definition
}

function activityValues(noun: string, activity: ActivityMetadata): NameValues {
  return {
    courseid: activity.courseId,
    coursename: activity.courseName,
    courseshortname: activity.courseShortName,
    cmid: activity.courseModuleId,
    [`${noun}id`]: activity.activityId,
    [`${noun}name`]: activity.activityName,
  }
}

/** Values of `personVariables`. */
export function personValues({ userName, firstName, lastName, idNumber, groups }: Participant): NameValues {
  return {
    username: userName,
    firstname: firstName,
    lastname: lastName,
    idnumber: idNumber,
    groupids: groups.map((group) => group.id).join('-'),
    groupidnumbers: groups
      .map((group) => group.idNumber)
      .filter(Boolean)
      .join('-'),
    groupnames: groups.map((group) => group.name).join('-'),
  }
}

/** Values of `momentVariables`; none without a moment. */
export function momentValues(moment: Date | string | null, timeZone: string): NameValues {
  if (moment === null) return {}
  const at = new Date(moment)
  const [date = '', time = ''] = nameTime(at, timeZone).split(' ')
  return { date, time, timestamp: Math.floor(at.getTime() / 1_000) }
}

/** A moment as it may stand in a file name: `2026-11-23 09-45-12`, on the clocks of a time zone. Empty without one. */
export function nameTime(moment: Date | string | null, timeZone: string): string {
  if (moment === null) return ''
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const parts = new Map(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]))
  const of = (...types: Intl.DateTimeFormatPartTypes[]) => types.map((type) => parts.get(type) ?? '').join('-')
  return `${of('year', 'month', 'day')} ${of('hour', 'minute', 'second')}`
}
