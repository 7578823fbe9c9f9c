import type { ActivityArchivingTask } from '@muniment/sdk'
import { expect, test } from 'vitest'
import { chooseLanguage } from '../../language/language.ts'
import { barOf, describeTask } from './describe-task.ts'

const english = chooseLanguage(['en-GB'], 'UTC')
const german = chooseLanguage(['de-DE'], 'UTC')

type Status = ActivityArchivingTask['status']

function taskWith(status: Partial<Status>, progress: Partial<Status['progress']> = {}): ActivityArchivingTask {
  const none = {
    itemsTotal: null,
    itemsReused: 0,
    itemsFound: 0,
    itemsFinished: 0,
    itemsFailed: 0,
    bytes: 0,
    itemsPerMinute: null,
    bytesPerSecond: null,
    secondsLeft: null,
    sealedShare: null,
  }
  return {
    id: '1',
    driverId: 'quiz',
    activity: {
      sourceId: 's',
      courseId: 1,
      courseName: 'History',
      courseShortName: 'HIST101',
      activityKind: 'quiz',
      activityId: 2,
      courseModuleId: 3,
      activityName: 'Midterm',
    },
    settings: {},
    settingsOrigin: {},
    requestedBy: 'test',
    destinationFolder: null,
    reuseUnchanged: true,
    priority: 'normal',
    createdAt: new Date('2026-11-23T09:05:00Z'),
    startedAt: null,
    endedAt: null,
    archiveId: null,
    status: {
      taskId: '1',
      state: 'running',
      error: null,
      activity: 'archiving',
      ...status,
      progress: { ...none, ...progress },
    },
  }
}

test('a running task tells how far it is and how long it will take', () => {
  const task = taskWith({}, { itemsTotal: 300, itemsFinished: 212, secondsLeft: 118 })
  expect(describeTask(task, english)).toBe('212 of 300 · about 2 min left')
  expect(describeTask(task, german)).toBe('212 von 300 · noch etwa 2 Min.')
  expect(barOf(task)).toEqual({ total: 300, done: 212 })
})

test.each([
  [4, 'a few seconds left'],
  [42, 'about 40 s left'],
  [5_400, 'about 1.5 h left'],
])('%d seconds are rounded as people would', (secondsLeft, words) => {
  expect(describeTask(taskWith({}, { itemsTotal: 10, itemsFinished: 1, secondsLeft }), english)).toBe(
    `1 of 10 · ${words}`,
  )
})

test('large numbers are written as the language writes them', () => {
  const task = taskWith({ state: 'finalizing' }, { itemsTotal: 12_000, itemsFinished: 11_999, itemsFailed: 1 })
  expect(describeTask(task, english)).toBe('11,999 of 12,000 · 1 failed · Sealing the archive')
  expect(describeTask(task, german)).toBe('11.999 von 12.000 · 1 fehlgeschlagen · Das Archiv wird versiegelt')
})

test('while it is listed and sealed, a task tells how far that is', () => {
  const listing = taskWith({ activity: 'listing' }, { itemsFound: 1_250 })
  expect(describeTask(listing, english)).toBe('Finding out what there is to archive · 1,250 so far')
  const sealing = taskWith({ state: 'finalizing' }, { itemsTotal: 3, itemsFinished: 3, sealedShare: 0.42 })
  expect(describeTask(sealing, english)).toBe('3 of 3 · Sealing the archive · 42%')
  expect(describeTask(sealing, german)).toBe('3 von 3 · Das Archiv wird versiegelt · 42\u00a0%')
  expect(barOf(sealing)).toEqual({ total: 1, done: 0.42 })
})

test('before anything can be counted the words say what is being done', () => {
  const task = taskWith({ activity: 'listing' })
  expect(describeTask(task, english)).toBe('Finding out what there is to archive')
  expect(barOf(task)).toEqual({ total: null, done: 0 })
})

test('a finished task has a date with its year, and no bar', () => {
  const finished = taskWith({ state: 'finished', activity: null }, { itemsTotal: 3, itemsFinished: 3 })
  const task = { ...finished, endedAt: new Date('2026-11-23T10:15:00Z') }
  expect(describeTask(task, english)).toBe('3 of 3 · ended 23 Nov 2026, 10:15')
  expect(describeTask(task, german)).toBe('3 von 3 · beendet 23.11.2026, 10:15')
  expect(barOf(task)).toBeUndefined()
})

test('a failed task keeps its bar, so that one sees what is there', () => {
  const task = taskWith({ state: 'failed', activity: null }, { itemsTotal: 10, itemsFinished: 8, itemsFailed: 2 })
  expect(describeTask(task, english)).toBe('8 of 10 · 2 failed')
  expect(barOf(task)).toEqual({ total: 10, done: 8 })
})

test('a paused task says what it waits for', () => {
  const task = taskWith({ state: 'paused', activity: null }, { itemsTotal: 10, itemsFinished: 4 })
  expect(describeTask(task, english)).toBe('4 of 10 · what was done is kept')
  const error = {
    code: 'source_unauthenticated',
    message: 'Sign in.',
    text: { en: 'Sign in.', de: 'Melden Sie sich an.' },
    retry: 'never',
    details: {},
  } as const
  const waiting = { ...task, status: { ...task.status, error } }
  expect(describeTask(waiting, german)).toBe('4 von 10 · geht von selbst weiter, sobald Sie sich neu angemeldet haben')
  expect(barOf(task)).toEqual({ total: 10, done: 4 })
})

test.each([
  [['fr-CH', 'de-CH', 'en'], 'de-CH'],
  [['en-US', 'de'], 'en-US'],
  [['ja'], 'en'],
  [['en-US@posix'], 'en-US'],
  [[], 'en'],
])('of %j the app speaks %s', (tags, chosen) => {
  expect(chooseLanguage(tags).tag).toBe(chosen)
})
