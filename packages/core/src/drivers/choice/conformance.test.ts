import { test } from 'vitest'
import { createTypstTypesetter } from '../../pdf/index.ts'
import { openChoiceSite } from '../../testing/conformance-sites/choice-site.ts'
import { driverConformance } from '../../testing/driver-conformance/driver-conformance.ts'
import { ChoiceArchiver } from './choice-archiver.ts'

driverConformance(test, {
  name: 'ChoiceArchiver',
  createDriver: (host) => new ChoiceArchiver(host),
  openSite: openChoiceSite,
  capabilities: { files: false, fingerprints: true, anonymise: { anonymise: true }, changes: ['option', 'time'] },
  languages: ['en', 'de'],
  openTypesetter: () => createTypstTypesetter(),
})
