import assert from 'node:assert/strict'
import type { ActivityArchiver } from '../../../driver/activity-archiver.ts'
import type { SettingsDefinition, TaskSettings } from '../../../driver/settings-definition.ts'
import { ConformanceBench, type EndedRun } from '../conformance-bench.ts'
import type { ConformanceSite, DriverConformanceOptions } from '../conformance-options.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { assertFinished, assertNothingLeft, failureCodes } from '../expectations.ts'

export const honesty: ConformanceTheme = {
  number: 14,
  name: 'honesty',
  sentence: 'does what it claims to do, and says so of what it cannot',
  async check(options) {
    await using bench = await ConformanceBench.open(options, { maximumItems: 4 })
    await checkNotSupported(bench, options.openSite({ items: 1, withoutPart: true }))
    const site = options.openSite({ items: 2, filesPerItem: options.capabilities.files ? 1 : 0 })
    for (const settings of settingsToTry(bench.driver, site)) {
      const run = await bench.run(site, { settings })
      await assertSealed(bench, run, `With ${JSON.stringify(settings)}`)
    }
    for (const { key } of bench.driver.settingsPresets) {
      await assertSealed(bench, await bench.run(site, { preset: key }), `With the preset ${key}`)
    }
    await checkAnonymity(bench, site, options)
  },
}

async function checkNotSupported(bench: ConformanceBench, site: ConformanceSite): Promise<void> {
  const run = await bench.run(site)
  assert.equal(run.task.status.state, 'failed', 'A source without the driver’s part cannot be archived.')
  assert.deepEqual([...failureCodes(run)], ['not_supported'], 'A source without the driver’s part')
  await assertNothingLeft(bench, run, 'A source without the driver’s part')
}

async function assertSealed(bench: ConformanceBench, run: EndedRun, what: string): Promise<void> {
  await assertFinished(run, what)
  assert.ok(await bench.isComplete(run), `${what}: the archive says that something is missing.`)
  await assertNothingLeft(bench, run, what)
}

/** Each choice of each setting, one at a time. */
function settingsToTry({ availableTaskSettings }: ActivityArchiver, site: ConformanceSite): readonly TaskSettings[] {
  return availableTaskSettings.flatMap((definition) =>
    valuesToTry(definition, site).map((value) => ({ [definition.key]: value })),
  )
}

function valuesToTry(definition: SettingsDefinition, { ids }: ConformanceSite): readonly unknown[] {
  switch (definition.kind) {
    case 'boolean':
      return [!definition.default]
    case 'choice':
      return definition.options.map(({ value }) => value).filter((value) => value !== definition.default)
    case 'multi-choice':
      return [definition.options.map(({ value }) => value)]
    case 'integer':
      return [definition.minimum, definition.maximum].filter((value) => value !== definition.default)
    case 'scope':
      return definition.modes.map(({ value: mode, picks }) => (picks ? { mode, ids: ids[picks] } : { mode }))
    case 'naming-pattern': {
      const names = definition.variables.map(({ name }) => `\${${name}}`)
      return [names.join(' ')]
    }
    case 'text':
      return []
  }
}

/** Looks for everyone's names in all that an anonymised archive is made of. */
async function checkAnonymity(
  bench: ConformanceBench,
  site: ConformanceSite,
  { capabilities: { anonymise } }: DriverConformanceOptions,
): Promise<void> {
  if (!anonymise) return
  const run = await bench.run(site, { settings: anonymise })
  await assertFinished(run, 'An anonymised archive')
  const { files } = await bench.sealed(run)
  for (const [path, bytes] of files) {
    const text = `${path}\n${Buffer.from(bytes).toString()}`
    const told = site.people.filter((name) => name !== '' && text.includes(name))
    assert.deepEqual(told, [], `An anonymised archive tells who people are, in ${path}.`)
  }
  assert.ok(run.items.length > 0, 'An anonymised archive has no items.')
}
