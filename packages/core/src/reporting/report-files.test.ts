import { expect, test } from 'vitest'
import type { FileReference } from '../sources/activity-source.ts'
import { linkedFile } from './linked-files.ts'
import { createReportFiles, type ReportFilesContext } from './report-files.ts'

/** A file as the source has it. */
interface TestFile {
  readonly sizes: readonly number[]
  /** What the source announces when it is opened. */
  readonly announced: number | null
  /** What the list of files told. */
  readonly told: number
  readonly linked?: boolean
}

/** Keeps a file, and tells how much of it was read and whether it was closed. */
async function keep({ sizes, announced, told, linked = false }: TestFile, largestFileBytes?: number) {
  const seen = { read: 0, closed: false, written: 0 }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const size of sizes) {
      seen.read += size
      yield new Uint8Array(size)
    }
  }
  const content = (): AsyncIterable<Uint8Array> => {
    const iterator = bytes()
    const close = async () => {
      seen.closed = true
      return await iterator.return(undefined)
    }
    return { [Symbol.asyncIterator]: () => ({ next: () => iterator.next(), return: close }) }
  }
  const context: ReportFilesContext = {
    signal: new AbortController().signal,
    source: {
      openFile: async () => ({ fileName: 'x', mediaType: '', sizeBytes: announced, sha1: null, content: content() }),
    },
    artifacts: {
      async write(request) {
        if (request.content instanceof Uint8Array) throw new TypeError('A file is streamed.')
        for await (const chunk of request.content) seen.written += chunk.byteLength
        return { path: 'x', pathFromReport: 'x', sha256: '', sizeBytes: seen.written }
      },
    },
  }
  const file = linked ? linkedFile(address) : { ...attached, sizeBytes: told }
  if (!file) throw new Error('It is not the address of a file.')
  const result = await createReportFiles(context, largestFileBytes)
    .attachment({ file, folder: 'f' })
    .catch((error: unknown) => error)
  return { seen, result }
}

const address = 'https://moodle.test/webservice/pluginfile.php/7/mod_forum/attachment/1/x.bin'
const attached: FileReference = {
  area: 'attachment',
  fileName: 'x.bin',
  folder: '/',
  sizeBytes: 0,
  mediaType: '',
  address,
}

test.each([
  ['of the size that was told', { sizes: [60, 40], announced: 100, told: 100 }],
  ['of a size that only the list told', { sizes: [60, 40], announced: null, told: 100 }],
  ['of a size that nobody told', { sizes: [60, 40], announced: null, told: 0 }],
  ['just as large as the settings allow', { sizes: [100], announced: 100, told: 100 }],
])('a file %s is kept', async (_what, file) => {
  const { result } = await keep(file, 100)
  expect(result).toMatchObject({ pathFromReport: 'x', sizeBytes: 100 })
})

test('a file that is announced as too large is closed without being read', async () => {
  const { seen, result } = await keep({ sizes: [60, 60], announced: 120, told: 0 }, 100)
  expect(result).toMatchObject({ tooLarge: { sizeBytes: 120, most: 100 } })
  expect(seen).toEqual({ read: 0, closed: true, written: 0 })
})

test('a file of unknown size is cut off where it grows too large', async () => {
  const { seen, result } = await keep({ sizes: [60, 60, 60], announced: null, told: 0 }, 100)
  expect(result).toMatchObject({ tooLarge: { sizeBytes: 120, most: 100 } })
  expect(seen).toEqual({ read: 120, closed: true, written: 60 })
})

test('a file that a text links to is not read beyond what is kept of such files', async () => {
  const large = 65 << 20
  const announced = await keep({ sizes: [large], announced: large, told: 0, linked: true })
  expect(announced.result).toMatchObject({ failure: expect.stringContaining('that a text links to') })
  expect(announced.seen).toEqual({ read: 0, closed: true, written: 0 })
  const silent = await keep({ sizes: [large, large], announced: null, told: 0, linked: true })
  expect(silent.result).toMatchObject({ failure: expect.stringContaining('that a text links to') })
  expect(silent.seen).toEqual({ read: large, closed: true, written: 0 })
})

test('a file of another size than the list told is an error that may pass', async () => {
  const announced = await keep({ sizes: [90], announced: 90, told: 100 })
  expect(announced.result).toMatchObject({ code: 'source_unavailable', retry: 'later' })
  expect(announced.seen).toEqual({ read: 0, closed: true, written: 0 })
  const silent = await keep({ sizes: [90], announced: null, told: 100 })
  expect(silent.result).toMatchObject({ code: 'source_unavailable', details: { told: 100, sizeBytes: 90 } })
})

test('a file that does not end is read no further than the list told', async () => {
  const endless = await keep({ sizes: Array.from({ length: 1_000 }, () => 60), announced: null, told: 100 })
  expect(endless.result).toMatchObject({ code: 'source_unavailable', retry: 'later', details: { told: 100 } })
  expect(endless.seen).toEqual({ read: 120, closed: true, written: 60 })
})
