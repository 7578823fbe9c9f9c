import { test } from 'vitest'
import { createTypstTypesetter } from '../../pdf/index.ts'
import { openWorkshopSite } from '../../testing/conformance-sites/workshop-site.ts'
import { driverConformance } from '../../testing/driver-conformance/driver-conformance.ts'
import { WorkshopArchiver } from './workshop-archiver.ts'

driverConformance(test, {
  name: 'WorkshopArchiver',
  createDriver: (host) => new WorkshopArchiver(host),
  openSite: openWorkshopSite,
  capabilities: {
    fingerprints: true,
    files: true,
    anonymise: { anonymise: true },
    changes: ['text', 'grade', 'assessment', 'file'],
  },
  languages: ['en', 'de'],
  openTypesetter: () => createTypstTypesetter(),
})
