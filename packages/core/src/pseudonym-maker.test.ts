import { expect, test } from 'vitest'
import { createPseudonymMaker } from './pseudonym-maker.ts'

const first = createPseudonymMaker(new Uint8Array(32).fill(1))
const second = createPseudonymMaker(new Uint8Array(32).fill(2))

test('a pseudonym is the same for the same subject and key, and no other', () => {
  expect(first('https://moodle.example user 12')).toBe(first('https://moodle.example user 12'))
  expect(first('https://moodle.example user 12')).not.toBe(first('https://moodle.example user 13'))
  expect(first('https://moodle.example user 12')).not.toBe(second('https://moodle.example user 12'))
})

test('it is short, can be read aloud, and tells nothing of its subject', () => {
  const made = Array.from({ length: 5000 }, (_, index) => first(`user ${index}`))
  for (const pseudonym of made) expect(pseudonym).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  expect(new Set(made).size).toBe(made.length)
})
