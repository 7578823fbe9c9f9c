import { expect, test } from 'vitest'
import { isTimestampFile, nextTimestampName, timestampsAmong } from './timestamp-files.ts'

test.each(['timestamp.tsq', 'timestamp.tsr', 'timestamp-2.tsr', 'renewal-1.tsq', 'renewal-12-manifest-sha512.txt'])(
  '%s is one of them',
  (name) => expect(isTimestampFile(name)).toBe(true),
)

test.each([
  'timestamp',
  'timestamp-1.tsr',
  'timestamp-02.tsr',
  'timestamp-manifest-sha512.txt',
  'renewal.tsr',
  'renewal-0.tsr',
  'data/timestamp.tsr',
  'timestamp.tsr.exe',
  'Timestamp.tsr',
])('%s is not', (name) => expect(isTimestampFile(name)).toBe(false))

test('they are told in the order in which they were made, and the next name is free', () => {
  const paths = ['renewal-2.tsr', 'bagit.txt', 'timestamp-10.tsr', 'renewal-1.tsq', 'timestamp-2.tsr', 'timestamp.tsr']
  expect(timestampsAmong(paths).map(({ name }) => name)).toEqual([
    'timestamp',
    'timestamp-2',
    'timestamp-10',
    'renewal-1',
    'renewal-2',
  ])
  expect(nextTimestampName('timestamp', paths)).toBe('timestamp-11')
  expect(nextTimestampName('renewal', paths)).toBe('renewal-3')
  expect(nextTimestampName('timestamp', [])).toBe('timestamp')
})
