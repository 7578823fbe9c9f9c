/** What authors of drivers and our own tests need. Never part of the running program. */
export * from './driver-conformance/index.ts'
export * from './open-test-engine.ts'
export * from './scripted-archiver.ts'
export { taskStoreConformance } from './task-store-conformance/task-store-conformance.ts'
export type {
  StoreConnection,
  TaskStoreConformanceOptions,
  TaskStoreSite,
} from './task-store-conformance/task-store-options.ts'
export { renderReportHtml, reportText, sectionText } from '../documents/index.ts'
export { composeAttemptReport } from '../drivers/quiz/compose-attempt-report.ts'
export { reportSections } from '../drivers/quiz/report-sections.ts'
export { createTypstTypesetter } from '../pdf/index.ts'
export { everyKindRequest } from '../pdf/testing/every-kind-document.ts'
export { readPdf, type PdfFacts } from '../pdf/testing/read-pdf.ts'
export { startTestAuthority, type TestAuthority } from '../archive/timestamps/testing/start-authority.ts'
export * from './write-driver-package.ts'
