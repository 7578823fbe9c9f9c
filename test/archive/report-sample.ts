import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  archivePayload,
  folderTarget,
  openFolderArtifactStore,
  sealArchive,
  type ArchivedFile,
  type ArchivedItem,
  type ArchivePayloadRequest,
  type ArtifactStore,
  type SealedArchive,
} from '@muniment/core'
import { createTypstTypesetter, everyKindRequest, renderReportHtml } from '@muniment/core/testing'
import { makeSample, sealedAt } from './sample-archive.ts'

const { document, assets } = everyKindRequest
/** A report of a few lines, so that a thousand archives are verified in seconds. */
const small = { ...document, facts: [], sections: document.sections.slice(0, 1), notes: [] }

/** The data of a student's attempt. */
export function recordOf(index: number): { readonly attempt: number; readonly answers: readonly string[] } {
  return { attempt: 4700 + index, answers: [`answer ${index}`, 'Łódź'] }
}

/** Reports with their data inside, one for each record; made once, since setting takes longer than anything else here. */
export async function makeReports(records: readonly unknown[]): Promise<readonly Uint8Array[]> {
  await using typesetter = await createTypstTypesetter({ processes: 1 })
  const reports: Uint8Array[] = []
  for (const record of records) {
    const source = { fileName: 'attempt.json', description: 'data', json: Buffer.from(JSON.stringify(record)) }
    const { pdf } = await typesetter.typeset({ document: small, assets, paperSize: 'A4', source })
    reports.push(pdf)
  }
  return reports
}

export interface ReportSample extends ArchivePayloadRequest {
  /** Puts bytes into the store and gives the file that they become in the place of another. */
  readonly replace: (file: ArchivedFile, bytes: Uint8Array) => Promise<ArchivedFile>
}

/** Two students, each with a report, a copy for browsers, an attachment and the service's own answer. */
export async function makeReportSample(folder: string, reports?: readonly Uint8Array[]): Promise<ReportSample> {
  const { description } = await makeSample(join(folder, 'plain'), { students: 2 })
  const artifacts = await openFolderArtifactStore({ folder: join(folder, 'store'), now: sealedAt })
  const pdfs = reports ?? (await makeReports([recordOf(0), recordOf(1)]))
  const items: ArchivedItem[] = []
  for (const [index, pdf] of pdfs.entries()) items.push(await makeItem(index, pdf, artifacts))
  return {
    description,
    artifacts,
    language: 'en',
    async *items() {
      yield* items
    },
    replace: async (file, bytes) => ({ ...file, ...(await artifacts.put(bytes)) }),
  }
}

async function makeItem(index: number, pdf: Uint8Array, artifacts: ArtifactStore): Promise<ArchivedItem> {
  const files: ArchivedFile[] = []
  const add = async (path: string, role: ArchivedFile['role'], mediaType: string, bytes: Uint8Array): Promise<void> => {
    files.push({ path, role, mediaType, ...(await artifacts.put(bytes)) })
  }
  const base = `reports/attempt ${index + 1}`
  const answer = JSON.stringify(recordOf(index))
  await add(`${base}.pdf`, 'report', 'application/pdf', pdf)
  await add(`${base}.html`, 'copy', 'text/html', Buffer.from(renderReportHtml(small, assets)))
  await add(`${base}.review.json.gz`, 'raw', 'application/gzip', gzipSync(answer))
  await add(
    `reports/attachments/attempt ${index + 1}/Lösung.pdf`,
    'attachment',
    'application/pdf',
    Buffer.from('no PDF'),
  )
  return {
    key: `attempt-${4700 + index}`,
    title: `Student ${index}, attempt 1`,
    state: 'archived',
    files,
    row: { student_name: `Student ${index}`, attempt_number: 1 },
    readRecord: async () => recordOf(index),
    remarks: [],
    error: null,
  }
}

/** Seals a sample; every checksum is made anew. */
export function sealSampleOf(folder: string, request: ArchivePayloadRequest): Promise<SealedArchive> {
  const payload = archivePayload(request)
  return sealArchive({ archiveName: 'sample', target: folderTarget(folder), payload, bagInfo: [], sealedAt })
}

/** {@link makeReportSample}, sealed. */
export async function sealReportSample(folder: string): Promise<SealedArchive> {
  return sealSampleOf(folder, await makeReportSample(folder))
}
