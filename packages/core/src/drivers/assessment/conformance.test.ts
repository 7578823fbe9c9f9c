import { test } from 'vitest'
import { createTypstTypesetter } from '../../pdf/index.ts'
import { openAssignmentSite } from '../../testing/conformance-sites/assignment-site.ts'
import { driverConformance } from '../../testing/driver-conformance/driver-conformance.ts'
import { AssessmentArchiver } from './assessment-archiver.ts'
import { assessmentSections } from './assessment-sections.ts'

driverConformance(test, {
  name: 'AssessmentArchiver',
  createDriver: (host) => new AssessmentArchiver(host),
  openSite: openAssignmentSite,
  // Without a report of the assignment itself, each item is a submission.
  settings: { sections: assessmentSections.filter((section) => section !== 'instructions') },
  capabilities: {
    files: true,
    fingerprints: true,
    anonymise: { anonymise: true },
    changes: ['text', 'grade', 'feedback', 'file'],
  },
  languages: ['en', 'de'],
  openTypesetter: () => createTypstTypesetter(),
})
