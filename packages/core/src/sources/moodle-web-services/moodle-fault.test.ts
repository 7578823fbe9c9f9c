import { describe, expect, test } from 'vitest'
import { findFault, hasFaultCode, toFaultError } from './moodle-fault.ts'

describe('findFault', () => {
  test.each([
    [{ exception: 'moodle_exception', errorcode: 'invalidtoken', message: 'No' }, 'invalidtoken', 'No'],
    [{ error: 'Not found', errorcode: 'filenotfound', debuginfo: null }, 'filenotfound', 'Not found'],
    [{ message: 'Gone', errorcode: 'invalidrecord' }, 'invalidrecord', 'Gone'],
    [{ error: 'Old style' }, '', 'Old style'],
  ])('%j is one', (answer, errorCode, message) => {
    expect(findFault(answer)).toEqual({ errorCode, message })
  })

  test.each([[null], [[]], ['text'], [1], [{ quizzes: [], warnings: [] }], [{ error: false }]])(
    '%j is none',
    (answer) => {
      expect(findFault(answer)).toBeUndefined()
    },
  )
})

describe('toFaultError', () => {
  test.each([
    ['invalidtoken', 'source_unauthenticated', 'never'],
    ['wsaccessusersuspended', 'source_unauthenticated', 'never'],
    ['invalidlogin', 'source_unauthenticated', 'never'],
    ['accessexception', 'source_denied', 'never'],
    ['servicenotavailable', 'source_denied', 'never'],
    ['enablewsdescription', 'source_denied', 'never'],
    ['errorcoursecontextnotvalid', 'source_denied', 'never'],
    ['nopermissions', 'source_denied', 'never'],
    ['noreviewattempt', 'source_denied', 'never'],
    ['requireloginerror', 'source_denied', 'never'],
    ['invalidrecord', 'source_missing', 'never'],
    ['invaliduser', 'source_missing', 'never'],
    ['filenotfound', 'source_missing', 'never'],
    ['sitemaintenance', 'source_unavailable', 'later'],
    ['dmlreadexception', 'source_unavailable', 'later'],
    ['invalidparameter', 'source_unexpected', 'never'],
    ['something_new', 'source_unexpected', 'never'],
    ['toString', 'source_unexpected', 'never'],
  ])('%s is %s, tried again: %s', (errorCode, code, retry) => {
    const error = toFaultError({ errorCode, message: 'Refused: student hist04' }, 'mod_quiz_get_attempt_review')
    expect(error).toMatchObject({ code, retry, details: { moodleErrorCode: errorCode } })
    expect(hasFaultCode(error, errorCode)).toBe(true)
    expect(`${error.message}${JSON.stringify(error.details)}`).not.toContain('hist04')
  })
})
