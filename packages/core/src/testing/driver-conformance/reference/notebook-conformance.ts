import type { DriverConformanceOptions } from '../conformance-options.ts'
import { NotebookArchiver } from './notebook-archiver.ts'
import { openNotebookSite } from './notebook-site.ts'

/** The reference driver as the kit examines it. */
export const notebookConformance: DriverConformanceOptions = {
  name: 'NotebookArchiver',
  createDriver: (host) => new NotebookArchiver(host),
  openSite: openNotebookSite,
  capabilities: { files: true, anonymise: { anonymise: true }, changes: ['text', 'grade', 'file'], fingerprints: true },
  languages: ['en', 'de'],
}
