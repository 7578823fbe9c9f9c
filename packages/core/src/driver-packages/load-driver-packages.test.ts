import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ActivityArchiver } from '../driver/activity-archiver.ts'
import { DriverRegistry } from '../driver/driver-registry.ts'
import { openTestEngine, temporaryFolder } from '../testing/open-test-engine.ts'
import { loadDriverPackages } from './load-driver-packages.ts'
import { smallDriver, writeDriverPackage, type WrittenPackage } from '../testing/write-driver-package.ts'

/** Loads packages into a registry that has the scripted driver already. */
async function load(packages: readonly WrittenPackage[], limitMs?: number) {
  await using folder = await temporaryFolder()
  for (const written of packages) await writeDriverPackage(folder.path, written)
  return await loadFrom([folder.path], limitMs)
}

async function loadFrom(folders: readonly string[], limitMs?: number) {
  await using data = await temporaryFolder()
  await using engine = await openTestEngine(data.path)
  const registry = new DriverRegistry()
  registry.register(engine.driver)
  const told: string[] = []
  const onDiagnostic = ({ message }: { readonly message: string }) => void told.push(message)
  await loadDriverPackages(folders, {
    registry,
    host: engine.tasks,
    onDiagnostic,
    ...(limitMs !== undefined && { limitMs }),
  })
  const ids = [...registry].map(({ id }) => id)
  return { registry, ids, told, problems: registry.problems.map(({ message }) => message) }
}

test('a driver of a package extends the very class of the running core, and tells where it comes from', async () => {
  const { registry, ids, problems } = await load([{ name: '@uni/small', source: smallDriver('small') }])
  expect(problems).toEqual([])
  expect(ids).toEqual(['scripted', 'small'])
  expect(registry.get('small')).toBeInstanceOf(ActivityArchiver)
  expect(registry.originOf('small')).toMatchObject({ kind: 'package', packageName: '@uni/small', version: '1.2.3' })
  expect(registry.originOf('scripted')).toEqual({ kind: 'built-in' })
  expect(registry.forActivityKind('small')?.id).toBe('small')
})

test('the list may have functions; a module in CommonJS works too', async () => {
  const inCommonJs = smallDriver('older')
    .replace(/import (.*) from ('.*')/u, 'const $1 = require($2)')
    .replace('export const drivers =', 'exports.drivers =')
  await using folder = await temporaryFolder()
  const made = smallDriver('made').replace('[SmallArchiver]', '[(host) => new SmallArchiver(host)]')
  await writeDriverPackage(folder.path, { name: 'made', source: made })
  const older = await writeDriverPackage(folder.path, { name: 'older', source: inCommonJs })
  const muniment = { contract: 1, drivers: './index.js' }
  await writeFile(join(older, 'package.json'), JSON.stringify({ name: 'older', muniment }))
  const { ids, problems } = await loadFrom([folder.path])
  expect(problems).toEqual([])
  expect(ids).toEqual(['scripted', 'made', 'older'])
})

test('packages that do not say that they have drivers are left alone', async () => {
  const source = 'globalThis.foreignCodeRan = true'
  const { ids, problems } = await load([
    { name: 'foreign', muniment: null, source },
    { name: 'small', source: smallDriver('small') },
  ])
  expect(ids).toEqual(['scripted', 'small'])
  expect(problems).toEqual([])
  expect('foreignCodeRan' in globalThis).toBe(false)
})

test('a package that only has our name in its package.json is not ours', async () => {
  await using folder = await temporaryFolder()
  const path = await writeDriverPackage(folder.path, { name: '@muniment/server', source: 'throw new Error()' })
  const manifest = { name: '@muniment/server', bin: { muniment: './bin/muniment.mjs' } }
  await writeFile(join(path, 'package.json'), JSON.stringify(manifest))
  expect(await loadFrom([folder.path])).toMatchObject({ ids: ['scripted'], problems: [] })
})

test('a package.json that names us and cannot be read is told', async () => {
  await using folder = await temporaryFolder()
  const path = await writeDriverPackage(folder.path, { name: '@uni/torn', source: '' })
  await writeFile(join(path, 'package.json'), '{ "name": "@uni/torn", "muniment": {')
  const { problems } = await loadFrom([folder.path])
  expect(problems).toEqual([expect.stringMatching(/^The package @uni\/torn in .* cannot be read as JSON\.$/u)])
})

test('a folder without packages, and one that is not there, have none', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'node_modules'))
  expect((await loadFrom([folder.path, join(folder.path, 'none')])).ids).toEqual(['scripted'])
})

test.each<[string, Partial<WrittenPackage>, RegExp]>([
  ['that cannot be parsed', { source: 'export const drivers = [' }, /cannot be loaded: SyntaxError/u],
  ['that throws', { source: 'throw new Error("no\\nluck")' }, /cannot be loaded: Error: no luck$/u],
  ['that throws anything', { source: 'throw 7' }, /cannot be loaded: 7$/u],
  ['that exports nothing', { source: 'export {}' }, /must export a list of drivers/u],
  ['that exports no list', { source: 'export const drivers = {}' }, /must export a list of drivers/u],
  ['with an empty list', { source: 'export const drivers = []' }, /has 0 entries/u],
  ['that waits for ever', { source: 'await new Promise(() => {})' }, /waits for something that never comes/u],
  ['that never ends', { source: 'setInterval(() => {}); for (;;);' }, /not loaded within 3 seconds/u],
  ['that ends the program', { source: 'process.exit(0)' }, /ends the program that loads it/u],
  ['for a later contract', { muniment: { contract: 2, drivers: './index.js' } }, /version 2 .* Update Muniment/u],
  ['with a wrong manifest', { muniment: { contract: '1' } }, /must be like \{ "contract": 1/u],
  ['without its module', { muniment: { contract: 1, drivers: './dist/i.js' } }, /dist\/i\.js is not there\. Was/u],
  ['with a module elsewhere', { muniment: { contract: 1, drivers: '../fine/index.js' } }, /lies outside/u],
  ['that imports the kit', { source: "import '@muniment/core/testing'" }, /testing is for tests/u],
  ['that imports what there is not', { source: "import { x } from '@muniment/core'" }, /does not provide an export/u],
  ['with a driver that is none', { source: 'export const drivers = [7]' }, /driver 1 of 1 is neither a class/u],
  ['with a driver of nothing', { source: 'export const drivers = [() => ({})]' }, /is neither a class/u],
  ['with a constructor that throws', { source: smallDriver('a', 'broken = null.x') }, /cannot be made: TypeError/u],
  ['with an id that is taken', { source: smallDriver('scripted') }, /“scripted”, which is taken; Muniment’s own/u],
  ['with an id of its neighbour', { source: smallDriver('fine') }, /which is taken; that of fine is used/u],
  ['with an id that is none', { source: smallDriver('Großes') }, /id is not as it should be/u],
  ['without a method', { source: smallDriver('a', 'archiveItem = undefined') }, /It has no method archiveItem/u],
])('a package %s is told by name and does not stop the others', async (_what, broken, reason) => {
  const packages = [
    { name: 'fine', source: smallDriver('fine') },
    { name: 'fine-too', source: smallDriver('fine-too') },
    { name: 'fumbled', source: smallDriver('fumbled'), ...broken },
  ]
  const { ids, problems, registry } = await load(packages, broken.source?.includes('(;;)') === true ? 3_000 : undefined)
  expect(ids).toEqual(['scripted', 'fine', 'fine-too'])
  expect(problems).toEqual([expect.stringMatching(reason)])
  expect(problems[0]).toContain('The package fumbled 1.2.3 in ')
  expect(registry.problems[0]).toMatchObject({ packageName: 'fumbled', version: '1.2.3' })
  expect(() => registry.get('fumbled')).toThrow('Some packages with archivers cannot be used')
})

test('one bad driver of a package does not stop its others', async () => {
  const source = smallDriver('small').replace('[SmallArchiver]', '[() => { throw new Error("no") }, SmallArchiver]')
  const { ids, problems } = await load([{ name: 'two', source }])
  expect(ids).toEqual(['scripted', 'small'])
  expect(problems).toEqual([expect.stringContaining('Its driver 1 of 2 cannot be made: Error: no')])
})

test('a package in two folders is used once', async () => {
  await using one = await temporaryFolder()
  await using other = await temporaryFolder()
  const written = { name: 'small', source: smallDriver('small') }
  const first = await writeDriverPackage(one.path, written)
  await writeDriverPackage(other.path, written)
  const { ids, problems } = await loadFrom([one.path, other.path, one.path])
  expect(ids).toEqual(['scripted', 'small'])
  expect(problems).toEqual([expect.stringContaining(`installed twice; the one in ${first} is used`)])
})

test('each package is told before its code runs', async () => {
  const { told } = await load([{ name: 'small', source: smallDriver('small') }])
  expect(told).toEqual(['loading the archivers of small 1.2.3'])
})
