import { expect, test } from 'vitest'
import { validateSettings } from '../../driver/validate-settings.ts'
import { assessmentSections } from './assessment-sections.ts'
import { assessmentPresets, assessmentSettings, toAssessmentSettings } from './assessment-settings.ts'

test('defaults are valid and show everything', () => {
  const settings = validateSettings(assessmentSettings, validateSettings(assessmentSettings, {}))
  expect([...toAssessmentSettings(settings).sections]).toEqual(assessmentSections)
  expect(toAssessmentSettings(settings)).toMatchObject({ attempts: 'all', showsAll: true })
})

test.each(assessmentPresets.map(({ key, settings }) => [key, settings] as const))(
  'the preset %s is valid',
  (_, settings) => {
    expect(validateSettings(assessmentSettings, settings)).toMatchObject(settings)
  },
)

test.each([
  ['feedback', ['header', 'feedback']],
  ['grader', ['header', 'grader']],
  ['attachments', ['header', 'attachments']],
])('%s is refused without what it needs', (name, sections) => {
  expect(() => validateSettings(assessmentSettings, { sections })).toThrow(new RegExp(`${name}, which needs`))
})

test('every text is there in both languages', () => {
  const texts = assessmentSettings.flatMap((setting) =>
    [setting.label, setting.help].filter((text) => text !== undefined),
  )
  expect(texts.filter(({ de }) => de === undefined)).toEqual([])
})
