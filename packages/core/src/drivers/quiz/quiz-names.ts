import {
  createItemNames,
  momentValues,
  nameTime,
  personValues,
  type NamingSettings,
} from '../../reporting/item-names.ts'
import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import type { QuizAttempt } from '../../sources/activity-source.ts'
import { quizSettings } from './quiz-settings.ts'

/** An attempt with what stands for its id in names. */
export type NamedAttempt = Omit<QuizAttempt, 'id'> & { readonly attemptId: string }

/** Names of archives and of attempts' reports. */
export const quizNames = createItemNames(quizSettings, 'quiz')

/** Folder and file name of an attempt's report. */
export function attemptNamesFor(
  settings: Omit<NamingSettings, 'archiveName'>,
  activity: ActivityMetadata,
  attempt: NamedAttempt,
): { readonly folder: string; readonly fileName: string } {
  const { attemptId, number, startedAt, finishedAt, modifiedAt, participant } = attempt
  const { timeZone } = settings
  return quizNames.itemNames(settings, activity, {
    attemptid: attemptId,
    attemptnumber: number,
    ...personValues(participant),
    timestart: nameTime(startedAt, timeZone),
    timefinish: nameTime(finishedAt, timeZone),
    ...momentValues(finishedAt ?? modifiedAt ?? startedAt, timeZone),
  })
}
