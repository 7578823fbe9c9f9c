import { expect, test } from 'vitest'
import { ArchivingError } from './archiving-error.ts'
import { isAbortError, wrapUnknownError } from './wrap-unknown-error.ts'

test('an error of ours passes as it is', () => {
  const error = new ArchivingError('not_found', 'There is none.')
  expect(wrapUnknownError(error)).toBe(error)
})

test.each([
  ['ENOSPC', 'storage_full', 'never'],
  ['EROFS', 'storage_failed', 'never'],
  ['EBUSY', 'storage_busy', 'later'],
])('the system’s %s becomes %s', (systemCode, code, retry) => {
  const cause = Object.assign(new Error('/secret/path'), { code: systemCode })
  const wrapped = wrapUnknownError(cause)
  expect(wrapped).toMatchObject({ code, retry, cause })
  expect(wrapped.message).not.toContain('/secret/path')
})

test('anything else is hidden behind the fallback, with its cause kept', () => {
  const cause = new TypeError('inner text')
  expect(wrapUnknownError(cause, 'storage_failed')).toMatchObject({ code: 'storage_failed', cause })
  expect(wrapUnknownError('a text').message).not.toContain('a text')
})

test('an abort is told from a fault', () => {
  const aborted = AbortSignal.abort().reason
  expect(isAbortError(aborted)).toBe(true)
  expect(wrapUnknownError(aborted)).toMatchObject({ code: 'aborted' })
  expect(isAbortError(new Error('AbortError'))).toBe(false)
})
