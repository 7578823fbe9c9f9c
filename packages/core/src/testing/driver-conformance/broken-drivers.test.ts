import { expect, test } from 'vitest'
import { conformanceThemes } from './driver-conformance.ts'
import { brokenDrivers } from './reference/broken-drivers.ts'
import { failedThemes } from './reference/failed-themes.ts'

test('there is one wrong driver for each theme', () => {
  expect(brokenDrivers.map(({ theme }) => theme)).toEqual(conformanceThemes.map(({ name }) => name))
})

// That it fails no other theme at all is asked by the long tests.
test.each(brokenDrivers.map((broken, index) => ({ ...broken, index })))(
  'a driver that $fault fails the theme “$theme”, and not the one after it',
  async ({ theme, createDriver, index }) => {
    const next = conformanceThemes[(index + 1) % conformanceThemes.length]
    const asked = conformanceThemes.filter((known) => known.name === theme || known === next)
    expect(await failedThemes(createDriver, asked)).toEqual([theme])
  },
  240_000,
)
