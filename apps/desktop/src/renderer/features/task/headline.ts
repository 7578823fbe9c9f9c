import type { ActivityArchivingTask } from '@muniment/sdk'
import type { Language } from '../../language/language.ts'
import { itemNounOf } from './item-noun.ts'
import type { Amount } from './words.ts'

/** The one honest line about a task: `212 of 300 attempts · about 1 min left`. */
export function headlineOf(task: ActivityArchivingTask, language: Language): string {
  const text = partsOf(task, language)
    .filter((part) => part !== null)
    .join(' · ')
  return text.slice(0, 1).toLocaleUpperCase(language.tag) + text.slice(1)
}

function partsOf(task: ActivityArchivingTask, language: Language): readonly (string | null)[] {
  const { tasks, task: words } = language.words
  const { state, error, progress } = task.status
  const counts = countsOf(task, language)
  const failed =
    progress.itemsFailed > 0 ? words.headline.notArchived(language.formatNumber(progress.itemsFailed)) : null
  switch (state) {
    case 'created':
      return [words.headline.notStarted]
    case 'scheduled':
      return [counts, words.headline.waitsForTurn]
    case 'running':
      return [counts, failed, ...whileRunning(task, language)]
    case 'finalizing':
      return [tasks.activities.sealing, shareOf(task, language)]
    case 'pausing':
    case 'aborting':
      return [counts, tasks.states[state]]
    case 'paused':
      return [counts, error === null ? tasks.states.paused : words.headline.waitsForYou]
    case 'failed':
      return failed === null ? [words.headline.failed, counts] : [counts, failed]
    case 'aborted':
      return [counts, tasks.states.aborted]
    case 'finished':
      return [endOf(task, language)]
  }
}

function whileRunning({ status }: ActivityArchivingTask, language: Language): readonly (string | null)[] {
  const { tasks } = language.words
  const { activity, progress } = status
  if (activity === 'archiving') {
    const { secondsLeft } = progress
    return [secondsLeft === null ? null : tasks.timeLeft(language.roundTime(secondsLeft))]
  }
  const found = activity === 'listing' && progress.itemsFound > 0
  return [
    activity === null ? null : tasks.activities[activity],
    found ? tasks.foundSoFar(language.formatNumber(progress.itemsFound)) : null,
  ]
}

function countsOf({ status, activity }: ActivityArchivingTask, { words, formatNumber }: Language): string | null {
  const { itemsTotal, itemsFinished } = status.progress
  if (itemsTotal === null) return null
  const noun = itemNounOf(activity.activityKind)
  return words.task.headline.doneOf(formatNumber(itemsFinished), amountOf(itemsTotal, formatNumber), noun)
}

function endOf({ status, activity }: ActivityArchivingTask, { words, formatNumber }: Language): string {
  const { itemsTotal, itemsFinished } = status.progress
  const noun = itemNounOf(activity.activityKind)
  const total = itemsTotal ?? 0
  if (total === 0) return words.task.headline.nothingThere(noun)
  if (itemsFinished === total) return words.task.headline.allDone(amountOf(total, formatNumber), noun)
  return words.task.headline.incomplete(formatNumber(itemsFinished), amountOf(total, formatNumber), noun)
}

/** A number with how the language writes it. */
export function amountOf(count: number, formatNumber: Language['formatNumber']): Amount {
  return { count, text: formatNumber(count) }
}

function shareOf({ status }: ActivityArchivingTask, { formatShare }: Language): string | null {
  const { sealedShare } = status.progress
  return sealedShare === null ? null : formatShare(sealedShare)
}
