import type { Formula } from '../report-document.ts'
import {
  attributeOf,
  childrenOf,
  elementsIn,
  firstElement,
  isElement,
  isText,
  lineOf,
  type HtmlElement,
  type HtmlNode,
} from './html-nodes.ts'
import { parseHtml } from './parse-html.ts'

/** MathML Core and what older editors write; nothing that acts or loads. */
const elements = new Set(
  (
    'math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose msub msup ' +
    'msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr'
  ).split(' '),
)
/** Their children are shown in their place; the first child only for `semantics`. */
const transparent = new Set(['semantics', 'maction', 'mglyph'])
const attributes = new Set(
  (
    'mathvariant mathsize displaystyle scriptlevel display stretchy symmetric largeop movablelimits accent accentunder ' +
    'fence separator form lspace rspace minsize maxsize linethickness bevelled notation open close separators rowalign ' +
    'columnalign rowspan columnspan rowlines columnlines frame width height depth voffset dir'
  ).split(' '),
)
const longestFormula = 50_000
const deepest = 60

/**
 * A `math` element as a formula: TeX where an annotation gives it, else MathML written anew from known elements and
 * attributes only. Undefined if there is nothing in it, or too much.
 */
export function readMathElement(math: HtmlElement): Formula | undefined {
  for (const annotation of elementsIn(math, (element) => element.tagName === 'annotation')) {
    const source = lineOf(annotation)
    if (
      /^(?:application\/x-tex|latex|tex)$/i.test(attributeOf(annotation, 'encoding') ?? '') &&
      source !== '' &&
      source.length <= longestFormula
    ) {
      return { notation: 'tex', source }
    }
  }
  if (lineOf(math) === '') return undefined
  const source = write(math, 0)
  return source.length > longestFormula ? undefined : { notation: 'mathml', source }
}

/** The same from the source of MathML. */
export function readMathml(source: string): Formula | undefined {
  if (source.length > longestFormula) return undefined
  const math = firstElement(parseHtml(source).fragment, (element) => element.tagName === 'math')
  return math && readMathElement(math)
}

/** Source of MathML written anew from what is known to be harmless; empty if there is no formula in it. */
export function cleanMathml(source: string): string {
  const math = firstElement(parseHtml(source).fragment, (element) => element.tagName === 'math')
  return math ? write(math, 0) : ''
}

function write(node: HtmlNode, depth: number): string {
  if (isText(node)) return escapeXml(node.value)
  if (!isElement(node) || depth > deepest) return ''
  const { tagName } = node
  const children = childrenOf(node)
  if (transparent.has(tagName)) {
    const shown = tagName === 'semantics' ? children.filter(isElement).slice(0, 1) : children
    return shown.map((child) => write(child, depth + 1)).join('')
  }
  if (tagName.startsWith('annotation') || tagName === 'script' || tagName === 'style') return ''
  const content = children.map((child) => write(child, depth + 1)).join('')
  if (!elements.has(tagName)) return content
  const written = node.attrs
    .filter(({ name, value }) => attributes.has(name) && value.length < 100)
    .map(({ name, value }) => ` ${name}="${escapeXml(value)}"`)
  const namespace = tagName === 'math' ? ' xmlns="http://www.w3.org/1998/Math/MathML"' : ''
  return `<${tagName}${namespace}${written.join('')}>${content}</${tagName}>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
