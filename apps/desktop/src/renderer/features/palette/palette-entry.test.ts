import { expect, test } from 'vitest'
import { matches, type PaletteEntry } from './palette-entry.ts'

const entry: PaletteEntry = { id: '1', kind: 'course', title: 'Économie générale', detail: 'ECO 7', href: '#/' }

test.each(['', 'econ', 'ÉCO', 'eco gener', 'generale economie', ' 7 '])('%j finds it', (typed) => {
  expect(matches(entry, typed)).toBe(true)
})

test.each(['history', 'eco 8'])('%j does not', (typed) => {
  expect(matches(entry, typed)).toBe(false)
})

test('letters that keyboards lack are found by those that they have', () => {
  expect(matches({ ...entry, title: 'Łódź und Weißensee' }, 'lodz weissensee')).toBe(true)
})
