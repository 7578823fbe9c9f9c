import { expect, test } from 'vitest'
import { formulaWords } from '../../documents/formula-drawings.ts'
import { FormulaRenderer } from './formula-renderer.ts'

const renderer = new FormulaRenderer()

test.each([
  ['tex', 'e^{i\\pi}+1=0'],
  ['tex', '\\ce{SO4^2- + Ba^2+ -> BaSO4 v}'],
  ['tex', '\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}'],
  ['tex', 'a<b'],
  ['tex', '\\require{cancel}\\cancel{x}'],
  ['tex', '\\boldsymbol{v}\\bra{x}\\ 20\\degree'],
  ['tex', '\\begin{align}a&=b\\tag{1}\\\\c&=d\\end{align}'],
  ['mathml', '<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'],
] as const)('%s %s is drawn', async (notation, source) => {
  const drawn = await renderer.draw({ notation, source }, true)
  expect(drawn?.width).toBeGreaterThan(5)
  expect(drawn?.height).toBeGreaterThan(3)
  expect(drawn?.svg).not.toMatch(/data-|\bex"/u)
})

test.each([
  ['an unknown command', '\\foo'],
  ['an open brace', '\\frac{1}{'],
  ['an endless macro', '\\def\\a{\\a\\a}\\a'],
  ['an extension that acts', '\\require{html}\\href{https://example.org}{x}'],
  ['a style', '\\style{color:red}{x}'],
  ['an address', '\\href{javascript:alert(1)}{x}'],
  ['nothing', ' '],
  ['too much', 'x'.repeat(9000)],
])('%s is not drawn', async (_name, source) => {
  expect(await renderer.draw({ notation: 'tex', source }, false)).toBeNull()
})

test.each([true, false])(
  'a formula that is wider than the page is broken over lines (display: %s)',
  async (display) => {
    const source = `y=${'a+b+\\frac{1}{2}+'.repeat(20)}c`
    const drawn = await renderer.draw({ notation: 'tex', source }, display)
    expect(drawn?.width).toBeLessThanOrEqual(88 * 4.75)
    expect(drawn?.height).toBeGreaterThan(40)
  },
)

test('a number of an equation stands behind it', async () => {
  const plain = await renderer.draw({ notation: 'tex', source: 'E=mc^2' }, true)
  const tagged = await renderer.draw({ notation: 'tex', source: 'E=mc^2 \\tag{4a}' }, true)
  expect(tagged?.width).toBeGreaterThan((plain?.width ?? 0) + 20)
})

test.each([
  ['\\newcommand{\\mine}{x}\\mine', '\\mine'],
  ['\\DeclareMathOperator{\\mine}{x}\\mine', '\\mine'],
  ['\\let\\mine=x\\mine', '\\mine'],
  ['\\definecolor{mine}{rgb}{1,0,0}\\color{mine}x', '\\color{mine}x'],
  ['x\\label{mine}', '\\ref{mine}'],
])('what one formula defines does not reach the next: %s', async (first, second) => {
  const next = { notation: 'tex', source: second } as const
  const alone = await new FormulaRenderer().draw(next, false)
  const other = new FormulaRenderer()
  await other.draw({ notation: 'tex', source: first }, false)
  expect(await other.draw(next, false)).toEqual(alone)
})

test.each([
  [{ notation: 'tex', source: ' x^2 ' }, 'x^2'],
  [{ notation: 'mathml', source: '<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>' }, 'a < b'],
  [
    {
      notation: 'mathml',
      source:
        '<math><semantics><mi>a</mi><annotation encoding="application/x-tex">\\alpha</annotation></semantics></math>',
    },
    '\\alpha',
  ],
] as const)('the alternative text of %j', (formula, expected) => {
  expect(formulaWords(formula)).toBe(expected)
})
