import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findInitArgument } from './init-argument.ts'

test('is found by the own id, in whatever script it stands', () => {
  const scripts = [
    'amd.init("question-7-1"); amd.init("question-7-12", true, {"a":1});',
    'require(["x"], function(amd) {amd.init("question-7-1", false, [{"t":"}\\"]"}]); M.util.js_complete("x");});',
  ]
  expect(findInitArgument(scripts, 'question-7-1')).toEqual([{ t: '}"]' }])
  expect(findInitArgument(scripts, 'question-7-12')).toEqual({ a: 1 })
  expect(findInitArgument(scripts, 'question-7-2')).toBeUndefined()
})

test.each(['true, {"a":', 'true, {a: alert(1)});', 'true, "x");', '{"a":1});', ''])(
  'what is no data is nothing: %s',
  (rest) => {
    expect(findInitArgument([`amd.init("question-7-1", ${rest}`], 'question-7-1')).toBeUndefined()
  },
)

test('gives back any data that Moodle could write', () => {
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
      const json = JSON.stringify(value)
      const script = `x();amd.init("question-7-1", true, ${json}); M.util.js_complete('x');`
      expect(findInitArgument([script], 'question-7-1')).toEqual(JSON.parse(json))
    }),
  )
})
