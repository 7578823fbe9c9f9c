import { expect, test } from 'vitest'
import { ActivityArchiver } from './activity-archiver.ts'
import { driverFaults } from './driver-faults.ts'
import type { DriverHost } from './driver-host.ts'
import type { SettingsDefinition } from './settings-definition.ts'

const notAsked = (): never => {
  throw new Error('A driver is looked at before it does anything.')
}

const host: DriverHost = {
  tasksOf: notAsked,
  createTask: notAsked,
  executeTask: notAsked,
  abortTask: notAsked,
  getTask: notAsked,
  getTaskStatus: notAsked,
}

class SmallArchiver extends ActivityArchiver {
  readonly id = 'small'
  readonly name = { en: 'Small' }
  readonly activityKind = 'small'
  readonly itemColumns = ['number']
  readonly availableTaskSettings: readonly SettingsDefinition[] = []
  readonly describeActivity = notAsked
  readonly listItems = notAsked
  readonly archiveItem = notAsked
}

test('what is not an archiver is told', () => {
  for (const other of [null, 7, {}, { id: 'x' }]) expect(driverFaults(other)).toHaveLength(1)
})

/** A driver that differs from a good one in some members. */
function changed(changes: object): SmallArchiver {
  return Object.assign(new SmallArchiver(host), changes)
}

const common = { label: { en: 'A' }, group: { key: 'g', label: { en: 'G' } } }
const flag: SettingsDefinition = { ...common, kind: 'boolean', key: 'flag', default: true }
const choice: SettingsDefinition = {
  ...common,
  kind: 'choice',
  key: 'choice',
  default: 'a',
  options: [{ value: 'a', label: { en: 'A' } }],
}
const whole: SettingsDefinition = { ...common, kind: 'integer', key: 'whole', default: 3, minimum: 1, maximum: 5 }
const settings = (...availableTaskSettings: readonly unknown[]) => ({ availableTaskSettings })

test.each<[string, object, RegExp | undefined]>([
  ['nothing wrong', settings(flag, choice, whole), undefined],
  ['no English name', { name: { de: 'Klein' } }, /name\.en is not as it should be/u],
  ['a name over two lines', { name: { en: 'A\nB' } }, /must not have control characters/u],
  ['a kind that is none', { activityKind: 'Great Quiz' }, /activityKind .* module name of the LMS/u],
  ['a column twice', { itemColumns: ['a', 'a'] }, /the column a twice/u],
  ['a column of ours', { itemColumns: ['item_key'] }, /item_key has a name that every archive uses/u],
  ['a column that is none', { itemColumns: ['First name'] }, /itemColumns\[0\] is not as it should be/u],
  ['settings that are no list', { availableTaskSettings: {} }, /availableTaskSettings is not as it should be/u],
  ['a setting of no kind', settings({ ...flag, kind: 'colour' }), /availableTaskSettings\[0\]\.kind/u],
  ['a setting without label', settings({ ...flag, label: undefined }), /availableTaskSettings\[0\]\.label/u],
  ['a setting twice', settings(flag, { ...whole, key: 'flag' }), /the setting flag twice/u],
  ['a default out of range', settings({ ...whole, default: 9 }), /default of whole is not valid.*from 1 to 5/u],
  ['a default that is no option', settings({ ...choice, default: 'b' }), /default of choice is not valid/u],
  ['a minimum above the maximum', settings({ ...whole, minimum: 9 }), /minimum that is greater/u],
  ['an option twice', settings({ ...choice, options: [...choice.options, ...choice.options] }), /has “a” twice/u],
  ['no options', settings({ ...choice, options: [] }), /options/u],
  [
    'a pattern with an unknown variable',
    settings({
      ...common,
      kind: 'naming-pattern',
      key: 'name',
      default: '${who}',
      names: 'file',
      allowsFolders: false,
      variables: [],
    }),
    /default of name is not valid: .*\$\{who\}/u,
  ],
  [
    'shown by a setting that is not there',
    settings({ ...flag, visibleWhen: { setting: 'none', isOneOf: [true] } }),
    /shown by none, which there is not/u,
  ],
  [
    'shown by a value that is not there',
    settings(choice, { ...flag, visibleWhen: { setting: 'choice', isOneOf: ['b'] } }),
    /a value of choice that there is not: b/u,
  ],
  [
    'shown by a number',
    settings(whole, { ...flag, visibleWhen: { setting: 'whole', isOneOf: ['3'] } }),
    /neither a choice nor on or off/u,
  ],
  [
    'a preset with an unknown setting',
    { settingsPresets: [{ key: 'p', label: { en: 'P' }, help: { en: 'P.' }, settings: { nothing: 1 } }] },
    /The preset p is not valid: There is no setting “nothing”/u,
  ],
])('%s', (_what, changes, fault) => {
  const faults = driverFaults(changed(changes))
  if (fault === undefined) expect(faults).toEqual([])
  else expect(faults.join('\n')).toMatch(fault)
})
