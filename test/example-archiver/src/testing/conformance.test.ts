import { driverConformance } from '@muniment/core/testing'
import { test } from 'vitest'
import { GlossaryArchiver } from '../glossary-archiver.js'
import { openGlossarySite } from './memory-glossary.js'

driverConformance(test, {
  name: 'GlossaryArchiver',
  createDriver: (host) => new GlossaryArchiver(host),
  openSite: openGlossarySite,
  capabilities: { files: true, anonymise: { anonymise: true }, changes: ['definition', 'file'], fingerprints: true },
  languages: ['en', 'de'],
  pageSize: 100,
})
