import { describe, expect, test } from 'vitest'
import { conversionWords } from '../conversion-words.ts'
import { convertHtml } from '../html/convert-html.ts'
import { blockText } from '../report-text.ts'
import { escapeFormulaBrackets } from './escape-formula-brackets.ts'
import { moodleDialect } from './moodle-dialect.ts'

const textOf = (html: string): string =>
  blockText(
    convertHtml(html, {
      words: conversionWords.de,
      dialect: moodleDialect,
      image: () => undefined,
      file: () => undefined,
      note: () => expect.unreachable(),
    }),
  )

describe('icons', () => {
  test.each([
    ['<i class="icon fa fa-check text-success" title="Richtig"></i>', ' (Richtig)'],
    ['<i class="icon fa-regular fa-circle-xmark text-danger" aria-label="Falsch"></i>', ' (Falsch)'],
    ['<i class="icon fa-circle-check" aria-hidden="true"></i><span class="visually-hidden">Stimmt</span>', ' (Stimmt)'],
    ['<i class="icon fa-circle-half-stroke"></i>', ' (Teilweise richtig)'],
    ['<img class="icon" src="/theme/image.php/boost/core/1/i/grade_incorrect" alt="Falsch">', ' (Falsch)'],
    ['<img class="icon emoticon" src="/theme/image.php/s" alt=":-)">', ':-)'],
    ['<img class="icon" src="/theme/image.php/boost/core/1/f/pdf" alt="PDF"> essay.pdf', 'essay.pdf'],
    ['<img class="texrender" src="/filter/tex/pix.php/1.png" alt="x^2">', 'x^2'],
  ])('%s', (html, text) => {
    expect(textOf(html)).toBe(text)
  })
})

describe('formulas with brackets', () => {
  test.each([
    [String.raw`<span class="nolink">\(x<y\)</span>`, String.raw`<span class="nolink">\(x&lt;y\)</span>`],
    ['<span class="nolink">$$a<b$$</span> <b>c</b>', '<span class="nolink">$$a&lt;b$$</span> <b>c</b>'],
    [String.raw`<span class="nolink">\(x</span> <b>\)</b>`, String.raw`<span class="nolink">\(x</span> <b>\)</b>`],
    ['<span class="nolink"><b>x</b></span>', '<span class="nolink"><b>x</b></span>'],
    [String.raw`\(x<y\)`, String.raw`\(x<y\)`],
  ])('%s', (html, mended) => {
    expect(escapeFormulaBrackets(html)).toBe(mended)
  })
})
