import { mkdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyArchive, type ArchivedFile, type ArchivedItem, type ArchivePayloadRequest } from '@muniment/core'
import { makeReports, makeReportSample, recordOf, sealSampleOf, type ReportSample } from './report-sample.ts'
import { openWorkspace } from './sample-archive.ts'

let workspace: Awaited<ReturnType<typeof openWorkspace>>
let sample: ReportSample
let reports: readonly Uint8Array[]
let forged = 0

beforeAll(async () => {
  workspace = await openWorkspace()
  reports = await makeReports([recordOf(0), recordOf(1)])
  sample = await makeReportSample(workspace.folder, reports)
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** Seals an archive as someone would who makes every checksum and every list anew, and verifies it both ways. */
async function forge(changes: Partial<ArchivePayloadRequest>) {
  forged += 1
  const { path } = await sealSampleOf(await openFolder(), { ...sample, ...changes })
  const [usual, deep] = [await verifyArchive(path), await verifyArchive(path, { deep: true })]
  const told = (report: typeof usual) =>
    report.findings.map((finding) => `${finding.severity} ${finding.code} ${finding.path}`)
  return { usual: told(usual), deep: told(deep), verdict: deep.verdict, contents: deep.contentsChecked }
}

async function openFolder(): Promise<string> {
  const folder = `${workspace.folder}/forged-${forged}`
  await mkdir(folder)
  return folder
}

/** The items with their files changed; every hash is that of the new bytes. */
function withFiles(change: (file: ArchivedFile, item: ArchivedItem) => Promise<ArchivedFile>) {
  return {
    async *items(): AsyncGenerator<ArchivedItem> {
      for await (const item of sample.items()) {
        const files: ArchivedFile[] = []
        for (const file of item.files) files.push(await change(file, item))
        yield { ...item, files }
      }
    },
  }
}

const firstReport = 'reports/attempt 1.pdf'
const withFirstReport = (bytes: Uint8Array) =>
  withFiles(async (file) => (file.path === firstReport ? sample.replace(file, bytes) : file))
const damagedReport = (code: string) => [`damage ${code} data/${firstReport}`]

test('an honest archive is intact, and everything in it was looked into', async () => {
  expect(await forge({})).toEqual({
    usual: [],
    deep: [],
    verdict: 'intact',
    contents: { reports: 2, recordsCompared: 2, copies: 2, rawAnswers: 2 },
  })
})

describe('with every checksum made anew, the deep check still finds', () => {
  test("a report with another person's in its place", async () => {
    const { usual, deep } = await forge(withFirstReport(reports[1]!))
    expect(usual).toEqual([])
    expect(deep).toEqual(damagedReport('record_mismatch'))
  })

  test('two reports that changed places', async () => {
    const { deep } = await forge(
      withFiles(async (file) =>
        file.role === 'report' ? sample.replace(file, reports[file.path === firstReport ? 1 : 0]!) : file,
      ),
    )
    expect(deep).toEqual([...damagedReport('record_mismatch'), 'damage record_mismatch data/reports/attempt 2.pdf'])
  })

  test('a record that was rewritten in the lists', async () => {
    const { usual, deep } = await forge({
      async *items() {
        for await (const item of sample.items()) {
          const better = { ...recordOf(0), answers: ['a better answer', 'Łódź'] }
          yield item.key === 'attempt-4700' ? { ...item, readRecord: async () => better } : item
        }
      },
    })
    expect(usual).toEqual([])
    expect(deep).toEqual(damagedReport('record_mismatch'))
  })

  test('a report with a byte changed in its middle', async () => {
    const bytes = Buffer.from(reports[0]!)
    const packed = bytes.indexOf('stream', bytes.length / 2) + 40
    bytes[packed] = (bytes[packed] ?? 0) ^ 0xff
    expect((await forge(withFirstReport(bytes))).deep).toEqual(damagedReport('report_unreadable'))
  })

  test('a copy that runs something, and an answer that is none', async () => {
    const { usual, deep } = await forge(
      withFiles(async (file) => {
        if (file.path.endsWith('1.html')) return sample.replace(file, Buffer.from('<!doctype html><script>1</script>'))
        return file.path.endsWith('1.review.json.gz') ? sample.replace(file, gzipSync('x')) : file
      }),
    )
    expect(usual).toEqual([])
    expect(deep).toEqual([
      'damage copy_not_still data/reports/attempt 1.html',
      'damage raw_unreadable data/reports/attempt 1.review.json.gz',
    ])
  })

  test('a file that is not what it is recorded as', async () => {
    const { deep } = await forge(
      withFiles(async (file) =>
        file.path.endsWith('1.review.json.gz') ? sample.replace(file, Buffer.from('{}')) : file,
      ),
    )
    expect(deep).toEqual(['damage media_type_mismatch data/reports/attempt 1.review.json.gz'])
  })
})

describe('with every checksum made anew, the usual check already finds', () => {
  test.each<[string, () => Uint8Array]>([
    ['a report that is cut off', () => reports[0]!.subarray(0, -200)],
    ['a report with something behind it', () => Buffer.concat([reports[0]!, Buffer.from('garbage')])],
    ['a report that is no PDF', () => Buffer.from('words')],
    ['an empty report', () => new Uint8Array()],
  ])('%s', async (_name, bytes) => {
    const { usual, deep } = await forge(withFirstReport(bytes()))
    expect(usual).toEqual(damagedReport('report_unreadable'))
    expect(deep).toEqual(usual)
  })

  test('a grade that was changed in items.csv alone', async () => {
    let pass = 0
    const { usual } = await forge({
      async *items() {
        pass += 1
        for await (const item of sample.items()) {
          yield pass === 1 ? { ...item, row: { ...item.row, attempt_number: 7 } } : item
        }
      },
    })
    expect(usual).toEqual(['damage items_mismatch data/items.csv', 'damage items_mismatch data/items.csv'])
  })

  test('two files of two items that changed places, with items.jsonl as it was', async () => {
    const swapped = await forgeSwapped()
    expect(swapped).toEqual([
      'damage items_mismatch data/reports/attempt 1.pdf',
      'damage items_mismatch data/reports/attempt 2.pdf',
    ])
  })
})

/** Items as they were for the lists (the first three passes), and with two reports changed about for the files. */
async function forgeSwapped(): Promise<readonly string[]> {
  let pass = 0
  const swapped = withFiles(async (file) =>
    file.role === 'report' ? sample.replace(file, reports[file.path === firstReport ? 1 : 0]!) : file,
  )
  const { usual } = await forge({
    async *items() {
      pass += 1
      yield* pass < 4 ? sample.items() : swapped.items()
    },
  })
  return usual
}

test("a report of another producer that claims nothing is a notice, and what was handed in is nobody's business", async () => {
  const plain = Buffer.from(
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
      '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n',
  )
  const { usual, deep, verdict } = await forge(withFirstReport(plain))
  expect(usual).toEqual([`notice report_nonconforming data/${firstReport}`])
  expect(deep).toEqual([
    `notice report_nonconforming data/${firstReport}`,
    `notice report_nonconforming data/${firstReport}`,
  ])
  expect(verdict).toBe('intact')
})
