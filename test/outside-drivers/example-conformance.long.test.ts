import { createTypstTypesetter, driverConformance } from '@muniment/core/testing'
import { test } from 'vitest'
import { GlossaryArchiver } from '../example-archiver/dist/glossary-archiver.js'
import { openGlossarySite } from './glossary-memory-site.ts'

driverConformance(test, {
  name: 'GlossaryArchiver, the example',
  createDriver: (host) => new GlossaryArchiver(host),
  openSite: openGlossarySite,
  capabilities: { files: true, anonymise: { anonymise: true }, changes: ['definition', 'file'], fingerprints: true },
  languages: ['en', 'de'],
  pageSize: 100,
  openTypesetter: () => createTypstTypesetter(),
})
