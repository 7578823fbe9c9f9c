import { deflateSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { ContentInspector } from './content-inspector.ts'

let inspector = new ContentInspector()
afterEach(() => inspector[Symbol.dispose]())

const healthy = { kind: 'raw', bytes: Buffer.from('{}') } as const
const fine = { kind: 'inspected', inspection: { findings: [], recordCompared: false } }

/** A PDF of one object, which says that it holds packed objects; and an end that leads to it. */
function pdfOf(object: Buffer): Buffer {
  const start = Buffer.from('%PDF-1.7\n')
  const end = Buffer.from(`\nstartxref\n${start.length}\n%%EOF`)
  return Buffer.concat([start, object, end])
}

function objectStream(packed: Buffer, count: number): Buffer {
  const head = `1 0 obj\n<< /Type /ObjStm /N ${count} /First 0 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream\nendobj')])
}

test('a file that unpacks to gigabytes is given up, and the next one is looked into', async () => {
  inspector = new ContentInspector({ timeoutMs: 60_000, memoryBytes: 400 * 1024 * 1024 })
  const bomb = pdfOf(objectStream(deflateSync(Buffer.alloc(900 * 1024 * 1024, ' ')), 1))
  expect(bomb.length).toBeLessThan(1024 * 1024)
  const outcome = await inspector.inspect({ kind: 'report', bytes: bomb, recordJson: '{}' }, undefined)
  expect(outcome).toEqual({ kind: 'given-up' })
  expect(await inspector.inspect(healthy, undefined)).toEqual(fine)
})

test('a file that takes too long is given up, and the next one is looked into', async () => {
  inspector = new ContentInspector({ timeoutMs: 5_000, memoryBytes: 4 * 1024 ** 3 })
  expect(await inspector.inspect(healthy, undefined)).toEqual(fine)
  // Nested elements take a browser's parser time by the square.
  const slow = Buffer.from(`<!doctype html>${'<b><p>'.repeat(400_000)}`)
  expect(await inspector.inspect({ kind: 'copy', bytes: slow }, undefined)).toEqual({ kind: 'given-up' })
  inspector[Symbol.dispose]()
  inspector = new ContentInspector()
  expect(await inspector.inspect(healthy, undefined)).toEqual(fine)
})

test('pages that lead in a circle are a finding', async () => {
  const pages = Buffer.from(
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n',
  )
  const outcome = await inspector.inspect({ kind: 'report', bytes: pdfOf(pages), recordJson: '{}' }, undefined)
  expect(outcome).toMatchObject({ inspection: { findings: [{ code: 'report_unreadable', severity: 'damage' }] } })
})

test('an abort ends it at once', async () => {
  const control = new AbortController()
  const slow = Buffer.from(`<!doctype html>${'<b><p>'.repeat(400_000)}`)
  const waiting = inspector.inspect({ kind: 'copy', bytes: slow }, control.signal)
  setImmediate(() => control.abort())
  await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
})
