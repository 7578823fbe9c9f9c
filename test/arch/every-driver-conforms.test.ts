import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const drivers = join(import.meta.dirname, '../../packages/core/src/drivers')

const folders = (await readdir(drivers, { withFileTypes: true })).filter((entry) => entry.isDirectory())

test.each(folders.map(({ name }) => name))(
  'the driver in drivers/%s is examined by the conformance kit',
  async (name) => {
    const file = join(drivers, name, 'conformance.test.ts')
    const source = await readFile(file, 'utf8').catch(() => '')
    expect(source, `${name} has no ${file}`).toMatch(/\bdriverConformance\(test, \{/u)
  },
)

test('the registered drivers are those of the folders', async () => {
  const source = await readFile(join(drivers, 'built-in-drivers.ts'), 'utf8')
  const registered = [...source.matchAll(/from '\.\/([^/']+)\//gu)].map(([, folder]) => String(folder))
  expect([...new Set(registered)].toSorted()).toEqual(folders.map(({ name }) => name).toSorted())
})
