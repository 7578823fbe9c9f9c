import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SettingsDefinition } from '../driver/settings-definition.ts'
import { openTestEngineWith, temporaryFolder, testActivity, type TestEngine } from '../testing/open-test-engine.ts'
import { ScriptedArchiver } from '../testing/scripted-archiver.ts'
import type { Preset } from './preset-service.ts'

const driverId = 'scripted'
const group = { key: 'scope', label: { en: 'Scope' } }
const copies: SettingsDefinition = { kind: 'boolean', key: 'copies', label: { en: 'Copies' }, group, default: false }
const paper: SettingsDefinition = {
  kind: 'choice',
  key: 'paper',
  label: { en: 'Paper' },
  group,
  default: 'A4',
  options: ['A4', 'Letter'].map((value) => ({ value, label: { en: value } })),
}
const people: SettingsDefinition = {
  kind: 'scope',
  key: 'people',
  label: { en: 'People' },
  group,
  default: { mode: 'all' },
  modes: [
    { value: 'all', label: { en: 'All' } },
    { value: 'users', label: { en: 'These' }, picks: 'users' },
  ],
}

/** Its definition can change, as from one version to the next. */
class ChangingArchiver extends ScriptedArchiver {
  override availableTaskSettings: readonly SettingsDefinition[] = [copies, paper, people]
  override readonly settingsPresets = [
    {
      key: 'student-copy',
      label: { en: 'Copy for students' },
      help: { en: 'Shows less.' },
      settings: { copies: true },
    },
  ]
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let engine: TestEngine<ChangingArchiver>
let kept: Preset
beforeAll(async () => {
  folder = await temporaryFolder()
  engine = await openTestEngineWith((host) => new ChangingArchiver(host), folder.path)
  kept = await engine.presets.save({ driverId, name: ' Our faculty ', settings: { paper: 'Letter' } })
})
afterAll(async () => {
  await engine?.[Symbol.asyncDispose]()
  await folder?.[Symbol.asyncDispose]()
})

const create = (settings = {}, preset?: string | null) =>
  engine.driver.createTask(testActivity, settings, preset === undefined ? {} : { preset })

test('settings are kept under a name; only what was given', async () => {
  expect(kept).toMatchObject({ kind: 'kept', name: { en: 'Our faculty' }, settings: { paper: 'Letter' }, problems: [] })
  expect((await engine.presets.list(driverId)).map(({ key }) => key)).toEqual(['student-copy', kept.key])
})

test('a task is made with it, and tells where each setting comes from', async () => {
  const task = await create({ copies: true }, 'our FACULTY')
  expect(task.settings).toEqual({ copies: true, paper: 'Letter', people: { mode: 'all' } })
  expect(task.settingsOrigin).toEqual({
    copies: { kind: 'given' },
    paper: { kind: 'preset', preset: 'Our faculty' },
    people: { kind: 'default' },
  })
  const { entries } = await engine.tasks.listLog(task.id)
  expect(entries[0]?.message).toContain('with the preset “Our faculty”')
  expect((await engine.tasks.get(task.id)).settingsOrigin).toEqual(task.settingsOrigin)
})

test('the default preset holds where none is named', async () => {
  expect((await create()).settings['paper']).toBe('A4')
  await engine.presets.setDefault(driverId, 'Our faculty')
  expect((await create()).settingsOrigin?.['paper']).toEqual({ kind: 'preset', preset: 'Our faculty' })
  expect((await create({}, null)).settings['paper']).toBe('A4')
  expect((await create({}, 'student-copy')).settings).toMatchObject({ paper: 'A4', copies: true })
  await engine.presets.setDefault(driverId, 'student-copy')
  expect((await create()).settings['copies']).toBe(true)
  await engine.presets.setDefault(driverId, null)
  expect((await create()).settingsOrigin?.['copies']).toEqual({ kind: 'default' })
})

describe('refuses', () => {
  test.each([
    ['an unknown setting', { name: 'a', settings: { pages: 1 } }, 'settings_invalid', /no setting “pages”/],
    ['a value that is none', { name: 'a', settings: { paper: 'A3' } }, 'settings_invalid', /must be one of: A4/],
    ['ids', { name: 'a', settings: { people: { mode: 'users', ids: [3] } } }, 'settings_invalid', /one activity/],
    ['an empty name', { name: ' ', settings: {} }, 'input_invalid', /1 to 64/],
    ['the name of a built-in one', { name: 'Student-Copy', settings: {} }, 'input_invalid', /comes with/],
    ['a name that is taken', { name: 'OUR faculty', settings: {} }, 'state_conflict', /already/],
  ])('%s', async (_, request, code, message) => {
    const failure = engine.presets.save({ driverId, ...request })
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  test('what is not there, and what comes with the archiver', async () => {
    await expect(create({}, 'none')).rejects.toThrow(/There are: student-copy, Our faculty/)
    await expect(engine.presets.remove(driverId, 'none')).rejects.toMatchObject({ code: 'settings_invalid' })
    await expect(engine.presets.remove(driverId, 'student-copy')).rejects.toMatchObject({ code: 'not_supported' })
    await expect(engine.presets.rename(driverId, 'student-copy', 'x')).rejects.toMatchObject({ code: 'not_supported' })
  })
})

test('a preset is replaced, renamed and forgotten; tasks keep what it was called', async () => {
  await engine.presets.save({ driverId, name: 'Second', settings: { copies: true } })
  await expect(engine.presets.rename(driverId, 'Second', 'our faculty')).rejects.toMatchObject({
    code: 'state_conflict',
  })
  const replaced = await engine.presets.save({ driverId, name: 'second', settings: { paper: 'Letter' }, replace: true })
  expect(replaced.settings).toEqual({ paper: 'Letter' })
  const task = await create({}, 'Second')
  await engine.presets.rename(driverId, replaced.key, 'Third')
  await engine.presets.setDefault(driverId, 'Third')
  await engine.presets.remove(driverId, 'Third')
  expect((await engine.presets.list(driverId)).every(({ isDefault }) => !isDefault)).toBe(true)
  expect((await create()).settings['paper']).toBe('A4')
  expect((await engine.tasks.get(task.id)).settingsOrigin?.['paper']).toEqual({ kind: 'preset', preset: 'second' })
})

test('a preset of an earlier definition is told, and never used in part', async () => {
  const old = await engine.presets.save({ driverId, name: 'Old', settings: { copies: true, paper: 'Letter' } })
  await engine.presets.setDefault(driverId, old.key)
  engine.driver.availableTaskSettings = [{ ...paper, options: paper.options.slice(0, 1) }, people]
  const listed = (await engine.presets.list(driverId)).find(({ key }) => key === old.key)
  expect(listed?.problems.map(({ setting }) => setting)).toEqual(['copies', 'paper'])
  for (const preset of ['Old', undefined]) {
    await expect(create({}, preset)).rejects.toMatchObject({
      code: 'settings_invalid',
      details: { preset: 'Old', settings: ['copies', 'paper'] },
      message: expect.stringContaining('There is no setting “copies”'),
    })
  }
  expect((await create({}, null)).settings['paper']).toBe('A4')
  await engine.presets.save({ driverId, name: 'Old', settings: { paper: 'A4' }, replace: true })
  expect((await create()).settingsOrigin?.['paper']).toEqual({ kind: 'preset', preset: 'Old' })
})
