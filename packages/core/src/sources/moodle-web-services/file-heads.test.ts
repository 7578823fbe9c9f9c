import { expect, test } from 'vitest'
import { holdsFile, readFileHeads } from './file-heads.ts'

function answer(heads: Readonly<Record<string, string>>, status = 200) {
  return { status, head: (name: string) => heads[name], etagIsHash: true }
}

test.each([
  ['inline; filename="essay.pdf"', 'essay.pdf'],
  [`attachment; filename="${Buffer.from('für 明.png').toString('latin1')}"`, 'für 明.png'],
  [`attachment; filename="${Buffer.from([0x66, 0xfc, 0x72]).toString('latin1')}"`, 'für'],
  ['attachment; filename*=UTF-8\'\'f%C3%BCr.png; filename="fur.png"', 'für.png'],
  ['attachment; filename="a \\"b\\".txt"', 'a "b".txt'],
  ['attachment; filename=plain.txt', 'plain.txt'],
  ['attachment', undefined],
])('%s names %s', (disposition, name) => {
  expect(readFileHeads(answer({ 'content-disposition': disposition })).fileName).toBe(name)
})

test('size and hash are taken where they are those of the content', () => {
  const sha1 = 'EAD3C474110A3A3C772397BC99948CCFFE57FEB7'
  const heads = { 'content-type': 'application/pdf; charset=x', 'content-length': '1112', etag: `"${sha1}"` }
  expect(readFileHeads(answer(heads))).toMatchObject({
    mediaType: 'application/pdf',
    sizeBytes: 1112,
    sha1: sha1.toLowerCase(),
  })
  const packed = { ...heads, 'content-encoding': 'gzip', etag: `W/"${sha1}"` }
  expect(readFileHeads(answer(packed))).toMatchObject({ sizeBytes: null, sha1: sha1.toLowerCase(), version: null })
  expect(readFileHeads(answer({ ...packed, etag: `"${sha1}-gzip"` }))).toMatchObject({ sha1: sha1.toLowerCase() })
  expect(readFileHeads(answer({ etag: '"0123"' }))).toMatchObject({ sizeBytes: null, sha1: null, version: '"0123"' })
  expect(readFileHeads({ ...answer(heads), etagIsHash: false })).toMatchObject({ sha1: null, version: `"${sha1}"` })
})

test.each([
  [200, undefined, 0, 5],
  [200, 'bytes 4-8/9', 0, 5],
  [206, 'bytes 4-8/9', 4, 9],
  [206, 'bytes 4-7/9', null, null],
  [206, 'bytes 4-8/*', null, null],
  [206, undefined, null, null],
  [416, 'bytes */9', null, null],
])('an answer %i with %s starts at %s of %s', (status, range, startsAt, sizeBytes) => {
  const heads = { 'content-length': '5', ...(range !== undefined && { 'content-range': range }) }
  expect(readFileHeads(answer(heads, status))).toMatchObject({ startsAt, ...(status !== 416 && { sizeBytes }) })
})

test('an error with a good status is not taken for a file', () => {
  expect(holdsFile(answer({ 'content-type': 'application/json' }))).toBe(false)
  expect(holdsFile(answer({ 'content-type': 'text/html; charset=utf-8' }))).toBe(false)
  expect(
    holdsFile(answer({ 'content-type': 'application/json', 'content-disposition': 'inline; filename="a.json"' })),
  ).toBe(true)
  expect(holdsFile(answer({ 'content-type': 'image/svg+xml' }))).toBe(true)
  expect(holdsFile(answer({ 'content-type': 'image/png' }, 404))).toBe(false)
})
