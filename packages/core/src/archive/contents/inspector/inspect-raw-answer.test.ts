import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inspectRawAnswer } from './inspect-raw-answer.ts'

const answer = gzipSync('{"attempt":{"id":4711}}')

test.each([
  ['packed JSON', answer, []],
  ['JSON as it is', Buffer.from('[1]'), []],
  ['packed words', gzipSync('words'), ['raw_unreadable']],
  ['bytes that are not UTF-8', gzipSync(Buffer.from([0x22, 0xff, 0x22])), ['raw_unreadable']],
  ['a cut-off file', answer.subarray(0, -5), ['raw_unreadable']],
  ['a changed byte', Buffer.from(answer).fill(answer[14]! ^ 0xff, 14, 15), ['raw_unreadable']],
  ['nothing', Buffer.alloc(0), ['raw_unreadable']],
])('%s', (_name, bytes, expected) => {
  expect(inspectRawAnswer(bytes).map(({ code }) => code)).toEqual(expected)
})
