import type { VerifyFinding, VerifyReport } from '@muniment/core'
import { expect, test } from 'vitest'
import { describeVerification } from './describe-verification.ts'

const intact: VerifyReport = {
  verdict: 'intact',
  title: 'HIST101 World history: Midterm',
  complete: true,
  filesChecked: 199,
  bytesChecked: 9_624_044,
  contentsChecked: null,
  timestamps: [],
  findings: [],
  findingsLeftOut: 0,
}
const finding = (severity: VerifyFinding['severity'], path: string | null, message: string): VerifyFinding => ({
  code: 'missing',
  severity,
  path,
  message,
})

test('an intact archive: the verdict, what was checked, and what was not', () => {
  expect(describeVerification(intact)).toEqual([
    'HIST101 World history: Midterm',
    'Intact: every file is there and as it was sealed, and nothing was added.',
    'Checked: 199 files, 9.6 MB, against their checksums; the container, the lists and the items against each other.',
    'Not looked into: what is in the reports. Add --deep for that.',
  ])
})

test('a deep check tells what it looked into', () => {
  const contentsChecked = { reports: 22, recordsCompared: 21, copies: 3, rawAnswers: 22 }
  expect(describeVerification({ ...intact, contentsChecked }).at(-1)).toBe(
    'Looked into: 22 reports (21 compared with the list of items), 3 copies for browsers, 22 raw answers.',
  )
})

test('damages come before notices, and what is left out is counted', () => {
  const findings = [finding('notice', null, 'a notice'), finding('damage', 'data/a', 'a damage')]
  const lines = describeVerification({ ...intact, verdict: 'damaged', findings, findingsLeftOut: 7 })
  expect(lines.slice(1, 6)).toEqual([
    'Damaged: the archive is not as it was sealed, or contradicts itself.',
    'Found:',
    '  ✗ data/a: a damage [missing]',
    '  · a notice [missing]',
    '  … and 7 more; --json tells them',
  ])
})

test('an archive that lacks something, knowingly, says so in the verdict', () => {
  expect(describeVerification({ ...intact, complete: false })[1]).toContain('It was sealed as incomplete')
})

test('what an archive says cannot draw on the screen', () => {
  const hostile = '\u001B[2J\u001B[1;1HIntact\r\u202Eevil\u009B2K'
  const report = { ...intact, title: hostile, findings: [finding('damage', hostile, hostile.repeat(100))] }
  const text = describeVerification(report).join('\n')
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u)
  expect(text.length).toBeLessThan(1_500)
})
