import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReportDocument } from '../../documents/report-document.ts'
import { reportText } from '../../documents/report-text.ts'
import { fullPlan } from '../pool/child-protocol.ts'
import { request } from '../testing/every-kind-document.ts'
import { randomAssets, randomDocument } from '../testing/random-document.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { descendants, readStructure } from '../testing/read-structure.ts'
import { readSpokenText } from '../testing/spoken-text.ts'
import { ReportSetter } from './typeset-report.ts'

const documents = 12
/** Spaces, places where a line may end, marks of direction. */
const invisible = /[\s\p{Cf}]/gu
let workspace: string
let setter: ReportSetter

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'muniment-test-'))
  setter = new ReportSetter(workspace)
})
afterAll(() => rm(workspace, { recursive: true }))

/** Words of plain letters, which no typeface lacks and no direction turns around. */
function wordsOf(document: ReportDocument): readonly string[] {
  return reportText(document).match(/(?<![\p{L}\p{M}])[a-z]{5,}(?![\p{L}\p{M}])/gu) ?? []
}

async function expectWhole(document: ReportDocument): Promise<void> {
  const wanted = { ...request([]), document, assets: randomAssets }
  const { pdf, notes } = await setter.set({ request: wanted, plan: fullPlan })
  const read = await PDFDocument.load(pdf, { updateMetadata: false })
  const spoken = readSpokenText(read).replaceAll(invisible, '')
  expect(wordsOf(document).filter((word) => !spoken.includes(word))).toEqual([])
  const { outline, glyphs } = await readPdf(pdf)
  const hasNotes = document.notes.length + notes.length > 0
  expect(outline).toHaveLength(document.sections.length + (hasNotes ? 1 : 0))
  expect(glyphs.missing).toBe(0)
  const described = descendants(readStructure(read)).filter(({ type }) => type === 'Figure' || type === 'Formula')
  for (const { alternative } of described) expect(alternative?.trim()).toBeTruthy()
}

test('any report can be set, without a word lost, with a bookmark for each section and words for each picture', async () => {
  await fc.assert(fc.asyncProperty(randomDocument, expectWhole), { numRuns: documents, seed: 14_289 })
}, 240_000)
