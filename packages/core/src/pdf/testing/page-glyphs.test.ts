import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { countGlyphs } from './page-glyphs.ts'

test.each([
  ['BT <00010002> Tj ET', 2, 0],
  ['BT [<00010000> 20 <0003>] TJ ET', 3, 1],
  [String.raw`BT [(\000\001\000\000)] TJ (\000\)) Tj ET`, 3, 1],
  [String.raw`/Span <</ActualText (\000\000)>> BDC BT <0007> Tj ET EMC`, 1, 0],
])('%s shows %i glyphs, %i missing', async (content, shown, missing) => {
  const document = await PDFDocument.create()
  document.addPage().node.set(PDFName.of('Contents'), document.context.register(document.context.stream(content)))
  const read = await PDFDocument.load(await document.save())
  expect(countGlyphs(read)).toEqual({ shown, missing })
})
