import { expect, test } from 'vitest'
import { conformanceThemes } from './driver-conformance.ts'
import { brokenDrivers } from './reference/broken-drivers.ts'
import { failedThemes } from './reference/failed-themes.ts'

test.each(brokenDrivers)(
  'a driver that $fault fails the theme “$theme” and no other',
  async ({ theme, createDriver }) => {
    expect(await failedThemes(createDriver, conformanceThemes)).toEqual([theme])
  },
)
