import { test } from 'vitest'
import { createTypstTypesetter } from '../../pdf/index.ts'
import { openForumSite } from '../../testing/conformance-sites/forum-site.ts'
import { driverConformance } from '../../testing/driver-conformance/driver-conformance.ts'
import { ForumArchiver } from './forum-archiver.ts'

driverConformance(test, {
  name: 'ForumArchiver',
  createDriver: (host) => new ForumArchiver(host),
  openSite: openForumSite,
  capabilities: {
    fingerprints: true,
    files: true,
    anonymise: { anonymise: true },
    changes: ['post', 'rating', 'file'],
  },
  languages: ['en', 'de'],
  openTypesetter: () => createTypstTypesetter(),
})
