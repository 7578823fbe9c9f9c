import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fullPlan } from '../pool/child-protocol.ts'
import type { TypesetReport, TypesetRequest } from '../report-typesetter.ts'
import { asset, paragraph, part, request, section, text } from '../testing/every-kind-document.ts'
import { ReportSetter } from './typeset-report.ts'

let workspace: string
let setter: ReportSetter

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'muniment-test-'))
  setter = new ReportSetter(workspace)
})
afterAll(() => rm(workspace, { recursive: true }))

const set = (wanted: TypesetRequest): Promise<TypesetReport> => setter.set({ request: wanted, plan: fullPlan })

function drawing(words: string, style = ''): TypesetRequest {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40">${style}<text x="5" y="20">${words}</text></svg>`
  const [id, found] = asset(Buffer.from(svg), 'image/svg+xml', 400, 40)
  const image = { asset: id, width: 400, height: 40, alternative: 'The drawing' }
  return request([section('1', [part('answer', [{ kind: 'figure', image }])])], {}, new Map([[id, found]]))
}

const letters = (words: string): TypesetRequest => request([section('1', [part('answer', [paragraph(text(words))])])])

test('a report does not show what the process has set before: the large typefaces are loaded, or not', async () => {
  // Signs that both a large typeface and a small one have.
  const wanted = [drawing('→ ① ♠ ∀ “x” — ⟦ ★'), letters('→ ① ♠ ∀ “x” — ⟦ ★')]
  const before = await Promise.all(wanted.map(set))
  await set(letters('世界'))
  const after = await Promise.all(wanted.map(set))
  for (const [index, { pdf }] of before.entries()) {
    expect(Buffer.compare(pdf, after[index]?.pdf ?? new Uint8Array()), `${index}`).toBe(0)
  }
})

test('letters of a drawing that no typeface of ours has are told, not drawn in one of the computer', async () => {
  const { notes } = await set(drawing('Ꭰ &#x13a1; e&#x301; &lt;b&gt;'))
  expect(notes).toEqual([expect.stringContaining('U+13A0 (1×), U+13A1 (1×)')])
})

test.each(['世界 and שלום', 'عربي ← left', '☃ &amp; 😀', '&#19990;', 'plain'])('%s is drawn', async (words) => {
  const { notes } = await set(drawing(words, '<style>text{fill:red} /* é */</style>'))
  expect(notes).toEqual([])
})
