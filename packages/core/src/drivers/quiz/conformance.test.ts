import { test } from 'vitest'
import { createTypstTypesetter } from '../../pdf/index.ts'
import { openQuizSite } from '../../testing/conformance-sites/quiz-site.ts'
import { driverConformance } from '../../testing/driver-conformance/driver-conformance.ts'
import { QuizArchiver } from './quiz-archiver.ts'

driverConformance(test, {
  name: 'QuizArchiver',
  createDriver: (host) => new QuizArchiver(host),
  openSite: openQuizSite,
  capabilities: {
    files: true,
    fingerprints: true,
    anonymise: { anonymise: true },
    changes: ['answer', 'mark', 'comment', 'file'],
  },
  languages: ['en', 'de'],
  openTypesetter: () => createTypstTypesetter(),
})
