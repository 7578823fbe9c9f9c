import { delimiter, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { driverFoldersFor, installationFolder } from './driver-folders.ts'

const data = resolve('data')

test('an option goes before the environment, and that before the data folder', () => {
  const environment = { MUNIMENT_DRIVERS: ['one', resolve('two')].join(delimiter) }
  expect(driverFoldersFor(['here'], environment, data)).toEqual([resolve('here')])
  expect(driverFoldersFor([], environment, data)).toEqual([resolve('one'), resolve('two')])
  expect(driverFoldersFor([], {}, data)).toEqual([join(data, 'drivers')])
})

test.each([
  ['npm', ['app', 'node_modules', '@muniment', 'server', 'dist']],
  ['pnpm', ['app', 'node_modules', '.pnpm', 'server@1', 'node_modules', '@muniment', 'server', 'dist']],
])('the folder of an installation by %s', (_program, parts) => {
  expect(installationFolder(resolve(...parts))).toBe(resolve('app'))
})

test('our own repository is no installation', () => {
  expect(installationFolder(resolve('packages', 'server', 'src'))).toBeUndefined()
})
