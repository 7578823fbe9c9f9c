import { PDFArray, PDFBool, PDFDict, PDFDocument, PDFName, PDFRawStream, StandardFonts } from '@cantoo/pdf-lib'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTypstTypesetter } from '../../../pdf/index.ts'
import { everyKindRequest } from '../../../pdf/testing/every-kind-document.ts'
import { inspectReport } from './inspect-report.ts'

const record = '{"attempt":2}'
const name = (text: string): PDFName => PDFName.of(text)

/** A report as the typesetter makes it; its source is `record`. */
let report: Uint8Array

beforeAll(async () => {
  await using typesetter = await createTypstTypesetter({ processes: 1 })
  report = (await typesetter.typeset(everyKindRequest)).pdf
})

async function found(bytes: Uint8Array, recordJson = record): Promise<readonly string[]> {
  const { findings } = await inspectReport(bytes, recordJson)
  return findings.map(({ code, severity, message }) => `${severity} ${code} ${message}`)
}

/** The report, changed by someone who knows how PDFs are built. */
async function changed(change: (document: PDFDocument) => void | Promise<void>): Promise<Uint8Array> {
  const document = await PDFDocument.load(report, { updateMetadata: false })
  await change(document)
  return document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false })
}

function sourceFile({ catalog }: PDFDocument): PDFDict {
  return catalog.lookup(name('AF'), PDFArray).lookup(0, PDFDict)
}

test('a report as it is made has nothing to be said of, and carries the record of its item', async () => {
  expect(await inspectReport(report, record)).toEqual({ findings: [], recordCompared: true })
  expect(await found(await changed(() => undefined))).toEqual([])
})

test('the record is compared as data: the order of its keys does not matter, anything else does', async () => {
  expect(await found(report, '{ "attempt": 2.0 }')).toEqual([])
  for (const other of ['{"attempt":3}', '{"attempt":"2"}', '{"attempt":2,"more":null}', '[]', 'null', '']) {
    expect(await found(report, other), other).toEqual([expect.stringContaining('damage record_mismatch')])
  }
})

describe('what a report does', () => {
  const action = (document: PDFDocument, entries: Record<string, string>): PDFDict =>
    document.context.obj(Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, name(value)])))

  test.each<[string, (document: PDFDocument) => void, RegExp]>([
    ['a script when it is opened', (document) => document.addJavaScript('greet', 'app.alert(1)'), /a script/u],
    [
      'a program behind a link',
      (document) => {
        const link = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: { S: 'Launch', F: 'x' } }
        document.getPage(0).node.addAnnot(document.context.register(document.context.obj(link)))
      },
      /type Launch/u,
    ],
    [
      'another file behind a link',
      (document) => document.context.register(action(document, { Type: 'Action', S: 'GoToR' })),
      /type GoToR/u,
    ],
    [
      'an action at its opening',
      ({ catalog, context }) => catalog.set(name('OpenAction'), context.obj({ S: 'URI', URI: 'x' })),
      /when it is opened/u,
    ],
    [
      'actions of a page',
      (document) => document.getPage(0).node.set(name('AA'), document.context.obj({})),
      /start by themselves/u,
    ],
    [
      'a film',
      (document) => {
        const film = { Type: 'Annot', Subtype: 'Screen', Rect: [0, 0, 9, 9] }
        document.getPage(0).node.addAnnot(document.context.register(document.context.obj(film)))
      },
      /plays something/u,
    ],
  ])('%s is damage', async (_name, change, words) => {
    const findings = await found(await changed(change))
    expect(findings.join('\n')).toMatch(words)
    expect(findings.every((finding) => finding.startsWith('damage report_nonconforming'))).toBe(true)
  })

  test('to open at a page, and links to addresses, are nothing', async () => {
    const still = await changed(({ catalog, context }) => {
      catalog.set(name('OpenAction'), context.obj({ S: 'GoTo', D: [] }))
      context.register(context.obj({ Type: 'Action', S: 'URI', URI: 'https://example.edu' }))
    })
    expect(await found(still)).toEqual([])
  })
})

describe('what a report claims', () => {
  test.each<[string, (document: PDFDocument) => void | Promise<void>, string]>([
    ['no tags', ({ catalog }) => catalog.delete(name('StructTreeRoot')), 'damage report_nonconforming'],
    [
      'empty tags',
      ({ catalog, context }) => catalog.set(name('StructTreeRoot'), context.obj({ Type: 'StructTreeRoot' })),
      'damage report_nonconforming',
    ],
    ['no mark of tags', ({ catalog }) => catalog.delete(name('MarkInfo')), 'damage report_nonconforming'],
    [
      'a hidden title',
      ({ catalog }) => catalog.lookup(name('ViewerPreferences'), PDFDict).set(name('DisplayDocTitle'), PDFBool.False),
      'damage report_nonconforming',
    ],
    [
      'a typeface that is not in it',
      async (document) => {
        const font = await document.embedFont(StandardFonts.Helvetica)
        document.getPage(0).drawText('added', { font })
      },
      'damage report_nonconforming',
    ],
    [
      'a file of no relation',
      (document) => sourceFile(document).delete(name('AFRelationship')),
      'damage report_nonconforming',
    ],
    ['no colours', ({ catalog }) => catalog.delete(name('OutputIntents')), 'notice report_nonconforming'],
    ['no language', ({ catalog }) => catalog.delete(name('Lang')), 'notice report_nonconforming'],
  ])('with %s it is not kept', async (_name, change, expected) => {
    const [first] = await found(await changed(change))
    expect(first).toContain(expected)
  })

  test('a report that claims nothing need not keep anything, and its lack of data is a notice', async () => {
    const plain = await changed(({ catalog }) => {
      for (const key of [
        'Metadata',
        'StructTreeRoot',
        'MarkInfo',
        'AF',
        'OutputIntents',
        'ViewerPreferences',
        'Lang',
      ]) {
        catalog.delete(name(key))
      }
    })
    expect(await found(plain)).toEqual([
      expect.stringContaining('notice report_nonconforming The report carries no data'),
    ])
  })
})

describe('what cannot be read', () => {
  const unreadable = [expect.stringContaining('damage report_unreadable')]

  test('a file cut off anywhere', async () => {
    for (const part of [0, 0.1, 0.5, 0.9, 0.999]) {
      expect(await found(report.subarray(0, Math.floor(report.length * part))), `${part}`).toEqual(unreadable)
    }
  })

  test('a file with bytes put in or taken out', async () => {
    for (const at of [1000, Math.floor(report.length / 2), report.length - 2000]) {
      const before = report.subarray(0, at)
      expect(await found(Buffer.concat([before, Buffer.from('xyz'), report.subarray(at)]))).toEqual(unreadable)
      expect(await found(Buffer.concat([before, report.subarray(at + 3)]))).toEqual(unreadable)
    }
  })

  test('a packed stream with a changed byte', async () => {
    const broken = await changed(({ context }) => {
      const [, stream] = context.enumerateIndirectObjects().find(([, object]) => isPacked(object)) ?? []
      if (!isPacked(stream)) throw new Error('A report has packed streams.')
      const contents = Buffer.from(stream.getContents())
      contents[Math.floor(contents.length / 2)]! ^= 0xff
      Object.assign(stream, { contents })
    })
    expect(await found(broken)).toEqual(unreadable)
  })

  test('nothing, noise, and an encrypted file', async () => {
    expect(await found(new Uint8Array())).toEqual(unreadable)
    expect(await found(Buffer.alloc(5000, 'noise '))).toEqual(unreadable)
    const encrypted = await changed((document) => document.encrypt({ userPassword: 'a', ownerPassword: 'b' }))
    expect(await found(encrypted)).toEqual(unreadable)
  })
})

function isPacked(object: unknown): object is PDFRawStream {
  return object instanceof PDFRawStream && object.dict.lookup(name('Filter')) === name('FlateDecode')
}
