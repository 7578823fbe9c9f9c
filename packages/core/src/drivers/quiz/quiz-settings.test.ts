import { expect, test } from 'vitest'
import { validateSettings } from '../../driver/validate-settings.ts'
import { quizPresets } from './quiz-presets.ts'
import { quizSettings, toQuizSettings } from './quiz-settings.ts'
import { reportSections } from './report-sections.ts'

test('defaults are valid and show everything', () => {
  const settings = validateSettings(quizSettings, validateSettings(quizSettings, {}))
  expect([...toQuizSettings(settings).sections]).toEqual(reportSections)
})

test.each(quizPresets.map(({ key, settings }) => [key, settings] as const))('the preset %s is valid', (_, settings) => {
  expect(validateSettings(quizSettings, settings)).toMatchObject(settings)
})

test.each([
  ['history', ['question', 'marks', 'correctness', 'history']],
  ['grade', ['grade', 'question']],
  ['attachments', ['header', 'attachments']],
])('%s is refused without what it needs', (name, sections) => {
  expect(() => validateSettings(quizSettings, { sections })).toThrow(new RegExp(`${name}, which needs`))
})
