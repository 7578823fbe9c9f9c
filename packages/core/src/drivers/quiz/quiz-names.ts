import { expandNamingPattern, parseNamingPattern } from '../../archive/naming-pattern.ts'
import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import type { NamingPatternSetting } from '../../driver/settings-definition.ts'
import type { QuizAttempt } from '../../sources/activity-source.ts'
import { quizSettings } from './quiz-settings.ts'

type NamingPatternKey = 'archiveName' | 'folderPattern' | 'filePattern'
type Values = Readonly<Record<string, string | number>>

function definitionOf(key: NamingPatternKey): NamingPatternSetting {
  const definition = quizSettings.find((candidate) => candidate.key === key)
  if (definition?.kind !== 'naming-pattern') throw new TypeError(`${key} is not a naming pattern.`)
  return definition
}

function expand(key: NamingPatternKey, pattern: string, values: Values): string {
  return expandNamingPattern(parseNamingPattern(pattern, definitionOf(key)), values)
}

/** Name of the archive; `at` is when archiving began. */
export function archiveNameFor(pattern: string, activity: ActivityMetadata, at: Date): string {
  const [date = '', time = ''] = toNameTime(at.toISOString()).split(' ')
  const timestamp = Math.floor(at.getTime() / 1_000)
  return expand('archiveName', pattern, { ...quizValues(activity), date, time, timestamp })
}

/** Folder and file name of an attempt's report. */
export function attemptNamesFor(
  { folderPattern, filePattern }: { readonly folderPattern: string; readonly filePattern: string },
  activity: ActivityMetadata,
  attempt: QuizAttempt,
): { readonly folder: string; readonly fileName: string } {
  const values = { ...quizValues(activity), ...attemptValues(attempt) }
  return {
    folder: expand('folderPattern', folderPattern, values),
    fileName: expand('filePattern', filePattern, values),
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

function attemptValues({ id, number, startedAt, finishedAt, participant }: QuizAttempt): Values {
  const { userName, firstName, lastName, idNumber, groups } = participant
  return {
    attemptid: id,
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
    timestart: startedAt === null ? '' : toNameTime(startedAt),
    timefinish: finishedAt === null ? '' : toNameTime(finishedAt),
  }
}

/** A UTC time as it may stand in a file name: `2026-11-23 09-45-12`. */
const toNameTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ').replaceAll(':', '-')
