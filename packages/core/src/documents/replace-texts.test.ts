import { expect, test } from 'vitest'
import { everyKindRequest } from '../pdf/testing/every-kind-document.ts'
import { reportText } from './report-text.ts'
import { replaceTexts } from './replace-texts.ts'

const { document } = everyKindRequest

test('every word that a report tells is replaced, and nothing else', () => {
  // Ticked boxes are drawn as [x].
  const told = reportText(replaceTexts(document, () => '·'))
  expect(told.replaceAll('[x]', '').match(/\p{L}+/gu) ?? []).toEqual([])
  expect(replaceTexts(document, (text) => text)).toEqual(document)
})

test('a link that is not kept becomes its text', () => {
  const link = 'https://moodle.example/user/view.php?id=7'
  const leaf = { kind: 'text', text: 'Ada', style: { bold: true, link } }
  expect(
    replaceTexts(
      leaf,
      (text) => text,
      (address) => address !== link,
    ),
  ).toEqual({
    kind: 'text',
    text: 'Ada',
    style: { bold: true },
  })
})
