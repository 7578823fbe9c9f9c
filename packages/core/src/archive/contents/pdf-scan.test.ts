import { expect, test } from 'vitest'
import { PdfScan, type ScannedPdf } from './pdf-scan.ts'

const claims = '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>'
const packet = (properties: string): string => `<?xpacket begin="" id="x"?>${properties}<?xpacket end="r"?>`
const pdf = (inside: string, end = '\nstartxref\n2020\n%%EOF\n'): Buffer => Buffer.from(`%PDF-1.7\n${inside}${end}`)

function scan(bytes: Uint8Array, chunkLength = bytes.length): ScannedPdf | null {
  const scanner = new PdfScan()
  for (let at = 0; at < bytes.length; at += chunkLength) scanner.push(bytes.subarray(at, at + chunkLength))
  return scanner.end()
}

const whole = { ends: true, claims: { pdfA: '3A', pdfUa: '1' } }

test('claims and end are seen however the bytes come', () => {
  const bytes = pdf(packet(claims))
  for (let length = 1; length <= bytes.length; length += 1) expect(scan(bytes, length), `${length}`).toEqual(whole)
})

test('claims may be written as attributes, and stand after packets of pictures', () => {
  const attributes = packet('<rdf:Description pdfaid:part="3" pdfaid:conformance=\'A\' pdfuaid:part = "1"/>')
  expect(scan(pdf(attributes), 7)).toEqual(whole)
  expect(scan(pdf(packet('<exif:Model>x</exif:Model>') + 'x'.repeat(400) + packet(claims)), 64)).toEqual(whole)
  expect(scan(pdf(`<?xpacket begin${'x'.repeat(300_000)}${packet(claims)}`), 50_000)).toEqual(whole)
})

test('what is not claimed in a packet is not claimed', () => {
  const nothing = { ends: true, claims: { pdfA: null, pdfUa: null } }
  expect(scan(pdf(claims))).toEqual(nothing)
  expect(scan(pdf(packet('')))).toEqual(nothing)
})

test('a file that is cut off, or goes on, does not end', () => {
  const bytes = pdf(packet(claims))
  for (let length = 6; length < bytes.length - 1; length += 1)
    expect(scan(bytes.subarray(0, length), 9)?.ends).toBe(false)
  expect(scan(Buffer.concat([bytes, Buffer.from('x')]))?.ends).toBe(false)
})

test('another file is none', () => {
  for (const text of ['', '%PDF', ' %PDF-1.7', 'words '.repeat(100)]) expect(scan(Buffer.from(text), 3)).toBeNull()
})
