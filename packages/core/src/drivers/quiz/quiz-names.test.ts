import { expect, test } from 'vitest'
import { previewNamingPattern } from '../../archive/naming-preview.ts'
import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import { attemptNamesFor, quizNames, type NamedAttempt } from './quiz-names.ts'
import { quizSettings } from './quiz-settings.ts'

const activity: ActivityMetadata = {
  sourceId: 'source-1',
  courseId: 7,
  courseName: 'World history',
  courseShortName: 'HIST101',
  activityKind: 'quiz',
  activityId: 11,
  courseModuleId: 42,
  activityName: 'Midterm',
}

/** The attempt that the variables' examples tell of. */
const attempt: NamedAttempt = {
  attemptId: '4711',
  quizId: 11,
  number: 1,
  state: 'finished',
  preview: false,
  dueAt: null,
  startedAt: '2026-11-23T09:00:00Z',
  finishedAt: '2026-11-23T09:45:12Z',
  modifiedAt: '2026-11-23T10:00:00Z',
  sumOfMarks: null,
  layout: [],
  participant: {
    userId: 3,
    userName: 'lzolc',
    firstName: 'Łukasz',
    lastName: 'Żółciński',
    fullName: 'Łukasz Żółciński',
    idNumber: '1234567',
    email: '',
    groups: [
      { id: 3, name: 'Group A', idNumber: 'A' },
      { id: 5, name: 'Group B', idNumber: 'B' },
    ],
    enrolled: true,
  },
}

const folderOf = (folderPattern: string, changes: Partial<NamedAttempt> = {}, timeZone = 'UTC') =>
  attemptNamesFor({ folderPattern, filePattern: 'x', timeZone }, activity, { ...attempt, ...changes }).folder

test.each(quizSettings.filter((setting) => setting.kind === 'naming-pattern'))(
  'every variable of $key has a value, and its example is what such an attempt gives',
  (setting) => {
    for (const { name } of setting.variables) {
      const pattern = `x \${${name}}`
      const { example, problems } = previewNamingPattern(setting, pattern)
      const at = new Date('2026-11-23T14:30:05Z')
      const patterns = { archiveName: pattern, folderPattern: pattern, filePattern: pattern, timeZone: 'UTC' }
      const made = {
        archive: () => `${quizNames.archiveName(patterns, activity, at)}.zip`,
        folder: () => attemptNamesFor(patterns, activity, attempt).folder,
        file: () => attemptNamesFor(patterns, activity, attempt).fileName,
      }[setting.names]()
      expect(made, name).toBe(example)
      expect(problems).toEqual([])
    }
  },
)

test('times are those on the clocks of the time zone, also across midnight and a change of clocks', () => {
  const late = { finishedAt: '2026-12-31T23:30:00Z' }
  expect(folderOf('${timefinish}', late)).toBe('2026-12-31 23-30-00')
  expect(folderOf('${timefinish} ${date} ${time}', late, 'Europe/Berlin')).toBe(
    '2027-01-01 00-30-00 2027-01-01 00-30-00',
  )
  expect(folderOf('${timefinish}', { finishedAt: '2026-07-01T12:00:00Z' }, 'Europe/Berlin')).toBe('2026-07-01 14-00-00')
  expect(folderOf('${timefinish}', { finishedAt: '2026-07-01T00:00:00Z' }, 'UTC')).toBe('2026-07-01 00-00-00')
  const archived = { archiveName: '${date} ${time} ${timestamp}', timeZone: 'Asia/Kathmandu' }
  expect(quizNames.archiveName(archived, activity, new Date('2026-11-23T18:20:00Z'))).toBe(
    '2026-11-24 00-05-00 1795458000',
  )
})

test('an attempt that has not ended is dated by its last change, then by its start', () => {
  expect(folderOf('${date} ${time} e${timefinish}', { finishedAt: null })).toBe('2026-11-23 10-00-00 e')
  expect(folderOf('${date} ${time}', { finishedAt: null, modifiedAt: null })).toBe('2026-11-23 09-00-00')
  expect(folderOf('a${date}', { finishedAt: null, modifiedAt: null, startedAt: null })).toBe('a')
})

test('what people are called makes no folders and hides nothing', () => {
  const participant = { ...attempt.participant, lastName: '../../etc', firstName: '.hidden', idNumber: '' }
  expect(folderOf('${lastname}/${firstname}/${idnumber}', { participant })).toBe('_._.._etc/_hidden/_')
})
