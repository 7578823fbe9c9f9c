import { describe, expect, test } from 'vitest'
import type { TextAnswer } from './answer-text.ts'
import { readJsonAnswer } from './read-json-answer.ts'

const context = { asked: 'core_course_get_contents', host: 'moodle.example', nowMs: 0 }

function answer(text: string, more: Partial<TextAnswer> = {}): TextAnswer {
  return { status: 200, mediaType: 'application/json', text, location: undefined, retryAfter: undefined, ...more }
}

describe('readJsonAnswer', () => {
  test.each([
    ['null', null],
    [' {"a":1}\n', { a: 1 }],
    ['[]', []],
  ])('parses %j', (text, value) => {
    expect(readJsonAnswer(answer(text), context)).toEqual(value)
  })

  test('errors of Moodle are answers, with status 404 too', () => {
    const fault = { error: 'Not found', errorcode: 'filenotfound' }
    expect(readJsonAnswer(answer(JSON.stringify(fault), { status: 404 }), context)).toEqual(fault)
  })

  test.each([
    ['an empty answer', answer(''), 'source_unavailable', 'later'],
    ['a page with a good status', answer('<!DOCTYPE html><p>Please wait'), 'source_unavailable', 'later'],
    ['an answer that is cut off', answer('{"quizzes":[{"id":1,'), 'source_unavailable', 'later'],
    ['a missing page', answer('<html>', { status: 404 }), 'source_missing', 'never'],
    ['web services switched off', answer('', { status: 403 }), 'source_denied', 'never'],
    ['a gateway', answer('<html>', { status: 403 }), 'source_denied', 'never'],
    ['a password of the web server', answer('', { status: 401 }), 'source_denied', 'never'],
    ['too many requests', answer('', { status: 429 }), 'source_rate_limited', 'later'],
    ['an internal problem', answer('<html>', { status: 500 }), 'source_unavailable', 'later'],
    [
      'a redirect',
      answer('', { status: 302, location: 'https://other.example/x?sid=1' }),
      'source_unexpected',
      'never',
    ],
  ])('%s becomes a clear error', (_what, given, code, retry) => {
    const details = expect.objectContaining({ function: 'core_course_get_contents', host: 'moodle.example' })
    expect(() => readJsonAnswer(given, context)).toThrow(expect.objectContaining({ code, retry, details }))
  })

  test('a redirect is named without its query', () => {
    const moved = answer('', { status: 302, location: 'https://other.example/x?sid=1' })
    expect(() => readJsonAnswer(moved, context)).toThrow(/to https:\/\/other\.example\/x\. /)
  })

  test('the pause that a site asks for is kept', () => {
    const closed = answer('', { status: 503, retryAfter: '300' })
    expect(() => readJsonAnswer(closed, context)).toThrow(expect.objectContaining({ retryAfterMs: 300_000 }))
  })

  test('no piece of a damaged answer is in the error', () => {
    expect(() => readJsonAnswer(answer('{"token":"f00dface"'), context)).toThrow(
      expect.toSatisfy((error: Error) => !`${error.stack}${String(error.cause)}`.includes('f00dface')),
    )
  })
})
