import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Block } from '../../documents/report-document.ts'
import { fullPlan } from '../pool/child-protocol.ts'
import { everyKindRequest, paragraph, part, request, section } from '../testing/every-kind-document.ts'
import { readPageTexts, type PageTexts } from '../testing/page-texts.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { descendants, elementsOf, readStructure, type StructureElement } from '../testing/read-structure.ts'
import { ReportSetter } from './typeset-report.ts'

const source = Buffer.from('{"name":"Łukasz","answer":"\\u0000 世界 🎉"}\n')
const wanted = { ...everyKindRequest, source: { ...everyKindRequest.source, json: source } }
const { document } = wanted

let workspace: string
let setter: ReportSetter
let pdf: Uint8Array
let read: PDFDocument
let root: StructureElement
let pages: readonly PageTexts[]

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'muniment-test-'))
  setter = new ReportSetter(workspace)
  pdf = (await setter.set({ request: wanted, plan: fullPlan })).pdf
  read = await PDFDocument.load(pdf, { updateMetadata: false })
  root = readStructure(read)
  pages = readPageTexts(read)
})
afterAll(() => rm(workspace, { recursive: true }))

async function setBlocks(...blocks: readonly Block[]): Promise<PDFDocument> {
  const report = await setter.set({
    request: request([section('1', [part('answer', blocks, 'Answer')])]),
    plan: fullPlan,
  })
  return PDFDocument.load(report.pdf, { updateMetadata: false })
}

function typesOf({ kids }: StructureElement): readonly string[] {
  return kids.map(({ type }) => type)
}

describe('the structure that a screen reader follows', () => {
  test('has one title, and headings that skip no level', () => {
    const levels = descendants(root).flatMap(({ type }) => /^H(?<level>\d)$/u.exec(type)?.groups?.['level'] ?? [])
    expect(levels.filter((level) => level === '1')).toHaveLength(1)
    expect(levels[0]).toBe('1')
    expect(levels.length).toBeGreaterThan(20)
    for (const [index, level] of levels.entries())
      expect(Number(level)).toBeLessThanOrEqual(Number(levels[index - 1] ?? 0) + 1)
  })

  test('has lists of items, each with label and body', () => {
    const lists = elementsOf(root, 'L')
    expect(lists.length).toBeGreaterThan(4)
    for (const list of lists) expect(typesOf(list).filter((type) => !['LI', 'L', 'Caption'].includes(type))).toEqual([])
    for (const item of elementsOf(root, 'LI')) expect(typesOf(item)).toEqual(['Lbl', 'LBody'])
    const numberings = lists.map(({ attributes }) => String(attributes.get('ListNumbering')))
    expect(numberings).toContain('/Decimal')
  })

  test('has tables with head and body, and cells of the head that say for what they stand', () => {
    const tables = elementsOf(root, 'Table')
    expect(tables).toHaveLength(4)
    for (const table of tables) expect(typesOf(table)).toEqual(['THead', 'TBody'])
    const heads = elementsOf(root, 'TH')
    expect(heads.length).toBeGreaterThan(10)
    for (const { attributes } of heads) expect(String(attributes.get('Scope'))).toBe('/Column')
    for (const { attributes } of elementsOf(root, 'TD')) expect(attributes.has('Headers')).toBe(true)
  })

  test('has an alternative text for each figure and formula', () => {
    const described = descendants(root).filter(({ type }) => type === 'Figure' || type === 'Formula')
    expect(described.length).toBeGreaterThan(6)
    for (const { alternative } of described) expect(alternative?.trim()).toBeTruthy()
  })

  test('tells of each zone of a drawing what lies there, and which was left empty', () => {
    const alternatives = elementsOf(root, 'Figure').map(({ alternative }) => alternative)
    const zones =
      'Carthage at zone 1; nothing at zone 2; Rome at circle at 250,120;30 (pixels); Veii at polygon with corners at 60,40; 130,50; and one far outside.'
    expect(alternatives).toContain(`Drawing over: Map of the coast. ${zones}`)
    expect(pages.map(({ body }) => body).join('\n')).toContain('zone 2: empty')
  })

  test('says in which language a passage is', async () => {
    expect((await readPdf(pdf)).language).toBe('en')
    const foreign = pages.flatMap((page) => page.passages).filter(({ language }) => language !== 'en')
    expect(foreign).toEqual([{ language: 'de', text: 'Wort' }])
  })
})

describe('every page', () => {
  test('says which one it is of how many, of whom and of which attempt, outside the reading order', () => {
    expect(pages.length).toBeGreaterThan(2)
    for (const [index, { foot, body }] of pages.entries()) {
      expect(foot.split('\n')).toEqual([document.footer.left, 'Attempt 2', `Page ${index + 1} of ${pages.length}`])
      expect(body).not.toContain(`Page ${index + 1} of`)
    }
  })

  test('is walked through in the order of the structure', () => {
    for (const page of read.getPages()) expect(page.node.lookup(PDFName.of('Tabs'))).toBe(PDFName.of('S'))
  })
})

test('a long table repeats its head on each page, and is one table to a screen reader', async () => {
  const rows = 120
  const cells = Array.from({ length: rows * 2 }, (_, index) => ({
    row: Math.floor(index / 2),
    column: index % 2,
    rowSpan: 1,
    columnSpan: 1,
    heading: index < 2,
    content: [paragraph(index < 2 ? `Headword${index}` : `cell ${index}`)],
  }))
  const long = await setBlocks({ kind: 'table', columns: 2, rows, headerRows: 1, cells })
  const texts = readPageTexts(long)
  expect(texts.length).toBeGreaterThan(2)
  for (const { body } of texts) expect(body).toMatch(/Headword0\nHeadword1/u)
  expect(elementsOf(readStructure(long), 'Table').map(typesOf)).toEqual([['THead', 'TBody']])
  expect(elementsOf(readStructure(long), 'TR')).toHaveLength(rows)
})

test('there is a bookmark for each question, and one for the notes', async () => {
  const { outline } = await readPdf(pdf)
  const expected = document.sections.map(({ number, heading }) => `${number} ${heading}`)
  expect(outline).toEqual([...expected, 'About this report'])
})

test('title, author, course and language are in the metadata', async () => {
  const { metadata, title, displaysTitle } = await readPdf(pdf)
  expect(title).toBe(document.title)
  expect(displaysTitle).toBe(true)
  expect(metadata).toContain(`<rdf:li xml:lang="x-default">${document.title}</rdf:li>`)
  expect(metadata).toMatch(/<dc:creator>.*<rdf:li>Muniment<\/rdf:li>.*<\/dc:creator>/su)
  expect(metadata).toMatch(/<dc:language>.*<rdf:li>en<\/rdf:li>.*<\/dc:language>/su)
  expect(metadata).toContain(document.subtitle)
})

test('the attached data are the given bytes, as the source of the report', async () => {
  const { attachments } = await readPdf(pdf)
  expect(attachments).toEqual([{ name: 'attempt.json', relationship: 'Source', text: source.toString('utf8') }])
})

test('every font is within the file', () => {
  const descriptors = read.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []))
    .filter((entry) => entry.get(PDFName.of('Type')) === PDFName.of('FontDescriptor'))
  const fonts = read.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []))
    .filter((entry) => entry.get(PDFName.of('DescendantFonts')) !== undefined)
  expect(fonts.length).toBeGreaterThan(8)
  expect(descriptors).toHaveLength(fonts.length)
  for (const entry of descriptors) {
    expect(['FontFile', 'FontFile2', 'FontFile3'].some((key) => entry.has(PDFName.of(key)))).toBe(true)
  }
})
