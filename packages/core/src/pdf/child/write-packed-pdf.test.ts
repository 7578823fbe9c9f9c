import { PDFDocument, PDFName, PDFRef } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { NotClassicPdf, readClassicPdf } from './classic-pdf.ts'
import { writePackedPdf } from './write-packed-pdf.ts'

/** A file as a plain writer makes it, by another library than ours. */
async function plainFile(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  for (let page = 0; page < pages; page++) {
    document.addPage([100 + page, 100]).drawText(`page ${page}`)
    // Objects enough for several packed streams.
    for (let index = 0; index < 100; index++) document.context.register(document.context.obj([page, index]))
  }
  return document.save({ useObjectStreams: false })
}

test('a packed file has every object of the plain one, in less room', async () => {
  const plain = await plainFile(12)
  const read = readClassicPdf(plain)
  const packed = writePackedPdf({ ...read, objects: read.objects.values() })
  expect(packed.length).toBeLessThan(plain.length / 2)
  const asIs = { updateMetadata: false, throwOnInvalidObject: true }
  const before = await PDFDocument.load(plain, asIs)
  const after = await PDFDocument.load(packed, asIs)
  expect(after.getPages().map((page) => page.getWidth())).toEqual(before.getPages().map((page) => page.getWidth()))
  expect(after.context.trailerInfo.Root).toEqual(before.context.trailerInfo.Root)
  for (const [reference, object] of before.context.enumerateIndirectObjects()) {
    expect(after.context.lookup(reference)?.toString()).toBe(object.toString())
  }
})

test('an object that was changed is written as it is now', async () => {
  const read = readClassicPdf(await plainFile(1))
  const objects = new Map(read.objects)
  const root = read.trailer.get(PDFName.of('Root'))
  if (!(root instanceof PDFRef)) throw new Error('no root')
  const catalog = objects.get(root)?.body
  if (!catalog) throw new Error('no catalogue')
  const body = Buffer.from(Buffer.from(catalog).toString('latin1').replace('<<', '<< /Lang (de)'), 'latin1')
  objects.set(root, { reference: root, body })
  const packed = await PDFDocument.load(writePackedPdf({ ...read, objects: objects.values() }))
  expect(packed.catalog.get(PDFName.of('Lang'))?.toString()).toBe('(de)')
})

test.each([
  ['a file of another kind', () => Buffer.from('no PDF')],
  ['a file that is packed already', async () => (await PDFDocument.load(await plainFile(1))).save()],
  ['a file that was cut', async () => (await plainFile(1)).subarray(0, -40)],
  [
    'a file whose table lies',
    async () => {
      const text = Buffer.from(await plainFile(1)).toString('latin1')
      return Buffer.from(text.replace(/(\d{10}) 00000 n/u, '0000000001 00000 n'), 'latin1')
    },
  ],
])('%s is refused', async (_, make) => {
  const file = await make()
  expect(() => readClassicPdf(file)).toThrow(NotClassicPdf)
})
