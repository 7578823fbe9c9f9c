import type { ActivityArchivingTask } from '@muniment/sdk'
import type { Language } from '../../language/language.ts'

/** How far a task is, as a bar shows it. */
export interface TaskBar {
  /** Null while the number of items is not known. */
  readonly total: number | null
  readonly done: number
}

/** The bar of a task; undefined where there is nothing to show by one. */
export function barOf({ status: { state, progress } }: ActivityArchivingTask): TaskBar | undefined {
  const { itemsTotal: total, itemsFinished: done, sealedShare } = progress
  if (state === 'finalizing' && sealedShare !== null) return { total: 1, done: sealedShare }
  if (state === 'running' || state === 'finalizing' || state === 'pausing' || state === 'aborting')
    return { total, done }
  const isStopped = state === 'paused' || state === 'failed' || state === 'aborted'
  return isStopped && total !== null && total > 0 ? { total, done } : undefined
}

/** How a task is doing, in one line: `212 of 300 · about 2 min left`. */
export function describeTask(task: ActivityArchivingTask, language: Language): string {
  const text = wordsFor(task, language)
  return text.slice(0, 1).toLocaleUpperCase(language.tag) + text.slice(1)
}

function wordsFor(task: ActivityArchivingTask, language: Language): string {
  const { words, formatDate } = language
  const { state, activity } = task.status
  const ended = task.endedAt === null ? undefined : words.tasks.endedAt(formatDate(task.endedAt))
  const counts = countsOf(task, language)
  switch (state) {
    case 'created':
      return words.tasks.createdAt(formatDate(task.createdAt))
    case 'scheduled':
      return joined([counts, words.tasks.startsSoon])
    case 'running':
      if (activity === 'archiving') return joined([counts, timeLeftOf(task, language)])
      return joined([counts, activity === null ? undefined : words.tasks.activities[activity], foundOf(task, language)])
    case 'finalizing':
      return joined([counts, words.tasks.activities.sealing, sealedOf(task, language)])
    case 'pausing':
    case 'aborting':
      return joined([counts, words.tasks.activities.stopping])
    case 'paused':
      return joined([counts, task.status.error === null ? words.tasks.canGoOn : words.tasks.goesOnAfterSignIn])
    case 'finished':
      return joined([counts, ended])
    case 'failed':
      return joined([counts, ended])
    case 'aborted':
      return joined([counts, words.tasks.canGoOn])
  }
}

function countsOf({ status: { progress } }: ActivityArchivingTask, language: Language): string | undefined {
  const { itemsTotal, itemsFinished, itemsFailed } = progress
  if (itemsTotal === null) return undefined
  const { words, formatNumber } = language
  const done = words.tasks.doneOf(formatNumber(itemsFinished), formatNumber(itemsTotal))
  return itemsFailed === 0 ? done : joined([done, words.tasks.failed(formatNumber(itemsFailed))])
}

/** While items are listed: how many there are so far. */
function foundOf({ status }: ActivityArchivingTask, { words, formatNumber }: Language): string | undefined {
  const { itemsFound } = status.progress
  return status.activity === 'listing' && itemsFound > 0 ? words.tasks.foundSoFar(formatNumber(itemsFound)) : undefined
}

function sealedOf({ status }: ActivityArchivingTask, { formatShare }: Language): string | undefined {
  const { sealedShare } = status.progress
  return sealedShare === null ? undefined : formatShare(sealedShare)
}

function timeLeftOf({ status }: ActivityArchivingTask, { words, roundTime }: Language): string | undefined {
  const { secondsLeft } = status.progress
  return secondsLeft === null ? undefined : words.tasks.timeLeft(roundTime(secondsLeft))
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ')
}
