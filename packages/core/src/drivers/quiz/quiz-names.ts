import { makeName } from '../../archive/make-name.ts'
import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import type { NamingPatternSetting } from '../../driver/settings-definition.ts'
import type { QuizAttempt } from '../../sources/activity-source.ts'
import { quizSettings, type QuizSettings } from './quiz-settings.ts'

type NamingPatternKey = 'archiveName' | 'folderPattern' | 'filePattern'
type Values = Readonly<Record<string, string | number>>

function definitionOf(key: NamingPatternKey): NamingPatternSetting {
  const definition = quizSettings.find((candidate) => candidate.key === key)
  if (definition?.kind !== 'naming-pattern') throw new TypeError(`${key} is not a naming pattern.`)
  return definition
}

function expand(key: NamingPatternKey, pattern: string, values: Values): string {
  return makeName(definitionOf(key), pattern, values).name
}

/** An attempt with what stands for its id in names. */
export type NamedAttempt = Omit<QuizAttempt, 'id'> & { readonly attemptId: string }

/** Name of the archive; `at` is when archiving began. */
export function archiveNameFor(
  { archiveName, timeZone }: Pick<QuizSettings, 'archiveName' | 'timeZone'>,
  activity: ActivityMetadata,
  at: Date,
): string {
  return expand('archiveName', archiveName, { ...quizValues(activity), ...momentValues(at, timeZone) })
}

/** Folder and file name of an attempt's report. */
export function attemptNamesFor(
  settings: Pick<QuizSettings, 'folderPattern' | 'filePattern' | 'timeZone'>,
  activity: ActivityMetadata,
  attempt: NamedAttempt,
): { readonly folder: string; readonly fileName: string } {
  const values = { ...quizValues(activity), ...attemptValues(attempt, settings.timeZone) }
  return {
    folder: expand('folderPattern', settings.folderPattern, values),
    fileName: expand('filePattern', settings.filePattern, values),
  }
}

function quizValues(activity: ActivityMetadata): Values {
  return {
    courseid: activity.courseId,
    coursename: activity.courseName,
    courseshortname: activity.courseShortName,
    cmid: activity.courseModuleId,
    quizid: activity.activityId,
    quizname: activity.activityName,
  }
}

function attemptValues(
  { attemptId, number, startedAt, finishedAt, modifiedAt, participant }: NamedAttempt,
  timeZone: string,
): Values {
  const { userName, firstName, lastName, idNumber, groups } = participant
  const end = finishedAt ?? modifiedAt ?? startedAt
  return {
    attemptid: attemptId,
    attemptnumber: number,
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
    timestart: startedAt === null ? '' : toNameTime(new Date(startedAt), timeZone),
    timefinish: finishedAt === null ? '' : toNameTime(new Date(finishedAt), timeZone),
    ...(end === null ? {} : momentValues(new Date(end), timeZone)),
  }
}

function momentValues(moment: Date, timeZone: string): Values {
  const [date = '', time = ''] = toNameTime(moment, timeZone).split(' ')
  return { date, time, timestamp: Math.floor(moment.getTime() / 1_000) }
}

/** A moment as it may stand in a file name: `2026-11-23 09-45-12`, on the clocks of a time zone. */
function toNameTime(moment: Date, timeZone: string): string {
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
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  const of = (...types: Intl.DateTimeFormatPartTypes[]) => types.map((type) => parts.get(type) ?? '').join('-')
  return `${of('year', 'month', 'day')} ${of('hour', 'minute', 'second')}`
}
