import { expect, test } from 'vitest'
import { searchKeyOf, searchWords, toSearchKey } from './search-key.ts'

test('letters that differ in case or marks only are one, and so is white space', () => {
  expect(toSearchKey('  Zoë\u00a0\tMÜLLER-Łukasz ')).toBe('zoe muller-lukasz')
  expect(toSearchKey('Straße')).toBe('strasse')
  expect(toSearchKey('Ａlgebra ﬁnal')).toBe('algebra final')
  expect(toSearchKey('e\u0301')).toBe(toSearchKey('é'))
})

test('a German vowel is found without its marks and spelled out', () => {
  const key = searchKeyOf(['Jörg Müller', '', 'S17'])
  for (const search of ['müller', 'Muller', 'MUELLER', 'joerg', 's17'])
    for (const word of searchWords(search)) expect(key, word).toContain(word)
  expect(key).not.toContain('\n\n')
})

test('a search has a bounded number of different words', () => {
  expect(searchWords('  meyer  Meyer ana ')).toEqual(['meyer', 'ana'])
  expect(searchWords('a b c d e f g h i j')).toHaveLength(8)
  expect(searchWords(' ')).toEqual([])
})
