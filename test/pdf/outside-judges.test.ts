import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTypstTypesetter, everyKindRequest } from '@muniment/core/testing'
import { askProgram, askVeraPdf, flavours, isInstalled, veraPdfMissing } from './pdf-judges.ts'

const hostile = '#read("/etc/passwd") $x$ @cite `raw` [content] *a* _b_ <label> // /* \\ ~ -- "q"'
const { document } = everyKindRequest
const words = [{ kind: 'paragraph', content: [{ kind: 'text', text: hostile }] }] as const
const requests = {
  'every kind': everyKindRequest,
  'every kind on Letter in German': {
    ...everyKindRequest,
    paperSize: 'Letter',
    document: { ...document, language: 'de' },
  },
  empty: { ...everyKindRequest, document: { ...document, facts: [], sections: [], notes: [] } },
  hostile: {
    ...everyKindRequest,
    document: {
      ...document,
      facts: [],
      sections: [{ number: '1', heading: hostile, parts: [{ role: 'answer', heading: hostile, blocks: words }] }],
    },
  },
} as const

const missing = await veraPdfMissing()
const poppler = await isInstalled('pdftotext', '-v')
const qpdf = await isInstalled('qpdf', '--version')
if (missing !== undefined) console.log(`veraPDF is not asked: ${missing}.`)
if (!poppler) console.log('poppler is not asked: it is not installed.')
if (!qpdf) console.log('qpdf is not asked: it is not installed.')

let folder: string
const files = new Map<string, string>()

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'muniment-judges-'))
  await using typesetter = await createTypstTypesetter({ processes: 1 })
  for (const [name, wanted] of Object.entries(requests)) {
    const file = path.join(folder, `${name}.pdf`)
    await writeFile(file, (await typesetter.typeset(wanted)).pdf)
    files.set(name, file)
  }
})
afterAll(() => rm(folder, { recursive: true }))

describe.each(Object.keys(requests))('the report "%s"', (name) => {
  test.skipIf(missing !== undefined).each(flavours)('conforms to the standard %s', async (flavour) => {
    expect(await askVeraPdf(files.get(name) ?? '', flavour)).toMatch(/^PASS/u)
  })

  test.skipIf(!qpdf)('is sound to qpdf', async () => {
    expect(await askProgram('qpdf', ['--check', files.get(name) ?? ''])).toContain(
      'No syntax or stream encoding errors',
    )
  })
})

describe.skipIf(!poppler)('the text that poppler reads', () => {
  async function textOf(name: string): Promise<string> {
    const text = await askProgram('pdftotext', [files.get(name) ?? '', '-'])
    return text.replaceAll('\u200b', '').replaceAll(/\s+/gu, ' ')
  }

  test('holds what looks like code as it was written', async () => {
    expect((await textOf('hostile')).split(hostile)).toHaveLength(4)
  })

  test('holds every script in its letters', async () => {
    const text = await textOf('every kind')
    for (const words of [
      'Łukasz Żółciński',
      'Zażółć gęślą jaźń',
      'Ελλάδα',
      'Привет',
      '世界历史',
      'ひらがな',
      '🎉',
      '∀x∈ℝ',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).toContain('⟦U+E000⟧')
  })

  test('holds the source of each formula, so that a search of the pages finds it', async () => {
    const text = await textOf('every kind')
    for (const source of [
      String.raw`\int_0^1 \frac{x^2}{\sqrt{1+x}}\,dx`,
      String.raw`Inline formula e^{i\pi}+1=0 and chemistry \ce{H2O -> H+ + OH-} and MathML a b and`,
    ]) {
      expect(text).toContain(source)
    }
  })

  test('holds answers, outcomes, marks, files and history', async () => {
    const text = await textOf('every kind')
    const expected = [
      'Rome',
      'no answer',
      'chosen',
      'Partially correct',
      '4.30 / 10.00',
      'ab12cd34ef56',
      'Answer saved',
      'Page 1 of',
    ]
    for (const words of expected) expect(text).toContain(words)
  })
})
