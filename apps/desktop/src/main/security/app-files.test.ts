import { join, sep } from 'node:path'
import { expect, test } from 'vitest'
import { appPage, findAppFile } from './app-files.ts'

const folder = join(import.meta.dirname, 'renderer')

test('addresses of the app are files of its folder', () => {
  expect(findAppFile(folder, appPage)).toBe(join(folder, 'index.html'))
  expect(findAppFile(folder, 'muniment-app://app/assets/a%20b.js?x#y')).toBe(join(folder, 'assets', 'a b.js'))
})

test.each([
  'muniment-app://app/../main/main.js',
  'muniment-app://app/%2e%2e/main/main.js',
  'muniment-app://app/..%2fmain%2fmain.js',
  'muniment-app://app/..%5cmain%5cmain.js',
  'muniment-app://app/%00',
  'muniment-app://app/%',
  'muniment-app://other/index.html',
  'file:///index.html',
  'https://app/index.html',
  'not an address',
])('%s leads to nothing outside of it', (address) => {
  const file = findAppFile(folder, address)
  // `..` that the address itself resolves stays within the app's own root.
  const stays = file?.startsWith(`${folder}${sep}`) ?? true
  expect(stays).toBe(true)
})

test('nothing beside the folder whose name only begins alike', () => {
  expect(findAppFile(folder, 'muniment-app://app/..%2frenderer-old%2findex.html')).toBeUndefined()
})
