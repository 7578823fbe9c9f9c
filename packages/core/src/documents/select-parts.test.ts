import { expect, test } from 'vitest'
import type { Block, ReportDocument, ReportPart } from './report-document.ts'
import { reportText } from './report-text.ts'
import { leaveOut } from './select-parts.ts'

const right = { tone: 'correct', label: 'Secretly right' } as const

const answered: readonly Block[] = [
  {
    kind: 'paragraph',
    content: [
      { kind: 'gap', answer: 'Vienna', outcome: right },
      { kind: 'outcome', ...right },
    ],
  },
  { kind: 'list', ordered: true, start: 1, items: [[{ kind: 'paragraph', content: [{ kind: 'outcome', ...right }] }]] },
  {
    kind: 'choices',
    multiple: false,
    choices: [{ label: 'a.', chosen: true, content: [], outcome: right, feedback: [] }],
  },
  { kind: 'matches', pairs: [{ prompt: [], answer: [], outcome: right }] },
]

function documentOf(parts: readonly ReportPart[]): ReportDocument {
  return {
    format: 1,
    title: 'Midterm',
    subtitle: '',
    language: 'en',
    author: '',
    keywords: [],
    date: '2026-01-01T00:00:00Z',
    footer: { left: '', right: '' },
    facts: [],
    sections: [{ number: '1', heading: 'Short answer', outcome: right, mark: '3.25 / 4.00', parts }],
    notes: [],
  }
}

const whole = documentOf([
  { role: 'answer', heading: 'Answer', blocks: answered },
  {
    role: 'right-answer',
    heading: 'Right',
    blocks: [{ kind: 'preformatted', text: 'The solution', monospaced: false }],
  },
])

test('what is left out is nowhere in the document', () => {
  const rest = leaveOut(whole, { roles: new Set(['right-answer']), marks: true, outcomes: true })
  expect(JSON.stringify(rest)).not.toMatch(/Secretly right|The solution|3\.25|correct/)
  expect(reportText(rest)).toContain('[Vienna]')
})

test('what is not left out stays as it is', () => {
  expect(leaveOut(whole, { roles: new Set(), marks: false, outcomes: false })).toEqual(whole)
  expect(reportText(whole)).toBe(
    [
      'Midterm',
      '1 · Short answer · Secretly right · 3.25 / 4.00',
      'Answer',
      '[Vienna] (Secretly right) (Secretly right)',
      '1.  (Secretly right)',
      '[x] a.  (Secretly right)',
      ' →  (Secretly right)',
      'Right',
      'The solution',
    ].join('\n'),
  )
})
