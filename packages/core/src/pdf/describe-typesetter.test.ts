import { expect, test } from 'vitest'
import { createTypstTypesetter } from './index.ts'

test('the typesetter tells what it sets reports with, the same each time', async () => {
  await using typesetter = await createTypstTypesetter({ processes: 1 })
  const components = await typesetter.describe()
  expect(components.map(({ name }) => name)).toEqual([
    'Typst',
    '@myriaddreamin/typst-ts-node-compiler',
    '@cantoo/pdf-lib',
    'fflate',
    '@mathjax/src',
    '@mathjax/mathjax-newcm-font',
    '@mathjax/mathjax-mhchem-font-extension',
    'sharp',
    'libvips',
    'typefaces',
    'Node.js',
    'Unicode',
    'time zones',
  ])
  expect(components.every(({ version }) => /\d/u.test(version) && !version.includes('undefined'))).toBe(true)
  expect(await typesetter.describe()).toEqual(components)
})

test('a version that cannot be found out is an error that says so', async () => {
  await using typesetter = await createTypstTypesetter({ environment: { NODE_OPTIONS: '--no-such-option' } })
  await expect(typesetter.describe()).rejects.toMatchObject({
    code: 'report_failed',
    message: expect.stringContaining('set with'),
  })
})
