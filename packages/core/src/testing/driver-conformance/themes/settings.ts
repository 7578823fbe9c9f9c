import assert from 'node:assert/strict'
import type { ActivityArchiver } from '../../../driver/activity-archiver.ts'
import type { LocalizedText, SettingsDefinition, TaskSettings } from '../../../driver/settings-definition.ts'
import { validateSettings } from '../../../driver/validate-settings.ts'
import { ConformanceBench } from '../conformance-bench.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertRefused } from '../expectations.ts'

export const settings: ConformanceTheme = {
  number: 2,
  name: 'settings',
  sentence:
    'has settings whose defaults are valid, refuses all others by name before it reads anything, and keeps off the caller’s objects',
  async check(options) {
    await using bench = await ConformanceBench.open(options)
    const { driver } = bench
    const definitions = driver.getTaskSettingsDefinition()
    assert.deepEqual(definitions, driver.availableTaskSettings, 'The two ways to the settings differ.')
    for (const definition of definitions) checkDefinition(definition, definitions, options.languages ?? ['en'])
    const keys = definitions.map(({ key }) => key)
    assert.equal(new Set(keys).size, keys.length, 'Two settings have the same key.')
    checkPresets(driver)
    const activity = await bench.connect(options.openSite({ items: 1 }))
    const refusals: readonly (readonly [string, unknown])[] = [
      ['no-such-setting', true],
      ...definitions.flatMap((definition) => wrongValues(definition).map((value) => [definition.key, value] as const)),
    ]
    for (const [key, value] of refusals) {
      const create = () => driver.createTask(activity, { [key]: value })
      const message = await assertRefused(create, 'settings_invalid', `${key}: ${JSON.stringify(value)}`)
      assert.ok(message.includes(key), `The refusal does not name the setting ${key}: ${message}`)
    }
    await assertRefused(
      () => driver.createTask(activity, {}, { preset: 'no-such-preset' }),
      'settings_invalid',
      'A preset',
    )
    assert.equal(await driver.tasks.count(), 0, 'A refused task was stored.')
    const given: TaskSettings = deepFreeze(structuredClone(validateSettings(definitions, options.settings ?? {})))
    const task = await driver.createTask(deepFreeze(activity), given)
    assert.deepEqual(task.settings, given, 'Valid settings were not kept as they were given.')
    assert.deepEqual(bench.watch.calls, [], 'The source was read before the task was executed.')
  },
}

function checkDefinition(
  definition: SettingsDefinition,
  all: readonly SettingsDefinition[],
  languages: readonly ('en' | 'de')[],
): void {
  const { key, label, group, visibleWhen } = definition
  assert.match(key, /^[a-z][A-Za-z0-9]*$/u, `${key} cannot be the key of a setting.`)
  const options = definition.kind === 'choice' || definition.kind === 'multi-choice' ? definition.options : []
  const modes = definition.kind === 'scope' ? definition.modes : []
  const texts: readonly LocalizedText[] = [label, group.label, ...[...options, ...modes].map((option) => option.label)]
  for (const language of languages) {
    for (const text of texts) assert.ok(text[language]?.trim(), `A text of ${key} is missing (${language}).`)
  }
  validateSettings([definition], { [key]: definition.default })
  if (!visibleWhen) return
  const deciding = all.find((other) => other.key === visibleWhen.setting)
  assert.ok(deciding, `${key} depends on ${visibleWhen.setting}, which is not a setting.`)
  for (const value of visibleWhen.isOneOf) validateSettings([deciding], { [deciding.key]: value })
}

function checkPresets({ settingsPresets, availableTaskSettings }: ActivityArchiver): void {
  const keys = settingsPresets.map(({ key }) => key)
  assert.equal(new Set(keys).size, keys.length, 'Two presets have the same key.')
  for (const preset of settingsPresets) validateSettings(availableTaskSettings, preset.settings)
}

/** Values that no setting of this kind can have. */
function wrongValues(definition: SettingsDefinition): readonly unknown[] {
  switch (definition.kind) {
    case 'boolean':
      return ['true', 1, null]
    case 'integer':
      return [definition.minimum - 1, definition.maximum + 1, definition.minimum + 0.5, '1', Number.NaN]
    case 'text':
      return ['x'.repeat(definition.maximumLength + 1), 1, null]
    case 'choice':
      return ['no such choice', 1, null]
    case 'multi-choice':
      return [['no such choice'], 'no list', null]
    case 'naming-pattern':
      return ['${nosuchvariable}', 1, null]
    case 'scope':
      return [{ mode: 'no such mode' }, 'all', null]
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part)
    Object.freeze(value)
  }
  return value
}
