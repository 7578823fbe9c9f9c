import type { Formula } from '../../documents/report-document.ts'

/** What fits on a line of the page, in heights of an x at the size of the body text. */
export const lineWidthInEx = 88

/** Turns a formula into the source of an SVG, or null if it has none. */
export type MathJaxConverter = (formula: Formula, display: boolean) => Promise<string | null>

interface DrawingOptions {
  readonly display: boolean
  readonly ex: number
  readonly em: number
  readonly containerWidth: number
}

/** The part of MathJax 4 that we use (docs.mathjax.org, "MathJax in Node"); its package carries no types for it. */
interface MathJax {
  init(configuration: object): Promise<unknown>
  texReset(): void
  tex2svgPromise(source: string, options: DrawingOptions): Promise<unknown>
  mathml2svgPromise(source: string, options: DrawingOptions): Promise<unknown>
  readonly startup: { readonly adaptor: { innerHTML(node: unknown): string } }
}

/** MathJax counts 8 pixels for the height of an x; a formula on a line of its own is broken where a line of the page ends. */
const pixelsPerEx = 8
const measures = { ex: pixelsPerEx, em: 2 * pixelsPerEx, containerWidth: lineWidthInEx * pixelsPerEx }

/** What a browser's MathJax loads by itself when a formula needs it, or asks for by `\\require`, but for what acts. */
const extensions = [
  'amscd',
  'boldsymbol',
  'braket',
  'cancel',
  'cases',
  'centernot',
  'color',
  'enclose',
  'gensymb',
  'mhchem',
  'textcomp',
  'upgreek',
  'verb',
]

/** What MathJax keeps beyond its formula and no reset takes back: the next one would depend on it. */
const lastingDefinition = /\\(?:DeclareMathOperator|definecolor)(?![A-Za-z])/u

const configuration = {
  loader: { load: ['input/tex', 'input/mml', 'output/svg', ...extensions.map((name) => `[tex]/${name}`)] },
  output: { linebreaks: { inline: false }, displayOverflow: 'linebreak' },
  svg: { fontCache: 'none', linebreaks: { inline: false }, displayOverflow: 'linebreak' },
  tex: {
    maxMacros: 200,
    maxBuffer: 5000,
    packages: {
      '[+]': extensions,
      // What fetches, styles or links; what would let one formula redefine another; what hides an unknown command.
      '[-]': ['require', 'autoload', 'html', 'newcommand', 'noundefined', 'noerrors'],
    },
  },
}

/** Loads MathJax with TeX (chemistry included) and MathML as input and SVG as output. */
export async function loadMathJax(): Promise<MathJaxConverter> {
  const packageName: string = '@mathjax/src'
  const module: unknown = await import(packageName)
  if (!isMathJaxModule(module)) throw new Error('The formula library is not the one that was expected.')
  const mathJax = module.default
  await mathJax.init(configuration)
  return async ({ notation, source }, display) => {
    if (notation === 'tex' && lastingDefinition.test(source)) return null
    try {
      mathJax.texReset()
      const container = await (notation === 'tex'
        ? mathJax.tex2svgPromise(withoutRequests(withTagsBehind(source)), { display, ...measures })
        : mathJax.mathml2svgPromise(source, { display, ...measures }))
      return /<svg[\s\S]*<\/svg>/u.exec(mathJax.startup.adaptor.innerHTML(container))?.[0] ?? null
    } catch {
      // A formula with an error; the caller shows its source and a note.
      return null
    }
  }
}

/** A number at the end of the line would need a line of known width to be drawn; it is set behind its formula. */
function withTagsBehind(source: string): string {
  return source.replaceAll(
    /\\tag(\*?)\s*\{([^{}]*)\}/gu,
    (_all, star: string, label: string) => String.raw`\qquad\text{${star === '' ? `(${label})` : label}}`,
  )
}

/** Asking for an extension that is there already changes nothing; asking for another makes the formula unknown. */
function withoutRequests(source: string): string {
  return source.replaceAll(/\\require\s*\{\s*(\w+)\s*\}/gu, (request, name: string) =>
    extensions.includes(name) ? '' : request,
  )
}

function isMathJaxModule(module: unknown): module is { readonly default: MathJax } {
  if (typeof module !== 'object' || module === null || !('default' in module)) return false
  const found = module.default
  return typeof found === 'object' && found !== null && 'init' in found && typeof found.init === 'function'
}
