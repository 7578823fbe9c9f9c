import { childrenOf, firstElement, isElement, type HtmlElement, type HtmlNode } from '../html/html-nodes.ts'
import { parseHtml } from '../html/parse-html.ts'
import { escapeHtml } from './escape-html.ts'

/** What formulas are drawn with; nothing that acts, loads or refers to anything. */
const elements = new Set('g path rect line circle ellipse polygon polyline svg'.split(' '))
const attributes = new Set(
  (
    'd points x y x1 y1 x2 y2 cx cy r rx ry width height viewBox transform fill stroke stroke-width stroke-dasharray ' +
    'stroke-linecap stroke-linejoin'
  ).split(' '),
)
/** Numbers, names of colours and transformations; no address can be written in it. */
const plainValue = /^(?!.*url)[\w\s.,#()+-]*$/i
const deepest = 100

/**
 * The content of an SVG written anew from known elements and attributes; undefined if it has none, or anything else in
 * it that would be drawn.
 */
export function writeDrawing(source: string): { readonly viewBox: string; readonly content: string } | undefined {
  const svg = firstElement(parseHtml(source).fragment, ({ tagName }) => tagName === 'svg')
  const viewBox = svg?.attrs.find(({ name }) => name === 'viewBox')?.value ?? ''
  if (!svg || !/^-?[\d.]+(?:[ ,]+-?[\d.]+){3}$/.test(viewBox)) return undefined
  const content = childrenOf(svg).map((child) => write(child, 0))
  return content.includes(undefined) ? undefined : { viewBox, content: content.join('') }
}

function write(node: HtmlNode, depth: number): string | undefined {
  if (!isElement(node)) return ''
  if (node.tagName === 'title' || node.tagName === 'defs') return ''
  if (!elements.has(node.tagName) || depth > deepest) return undefined
  const content = childrenOf(node).map((child) => write(child, depth + 1))
  if (content.includes(undefined)) return undefined
  return `<${node.tagName}${attributesOf(node)}>${content.join('')}</${node.tagName}>`
}

function attributesOf({ attrs }: HtmlElement): string {
  return attrs
    .filter(({ name, value }) => attributes.has(name) && plainValue.test(value))
    .map(({ name, value }) => ` ${name}="${escapeHtml(value)}"`)
    .join('')
}
