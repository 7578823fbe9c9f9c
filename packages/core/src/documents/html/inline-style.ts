import type { TextAlignment, TextDirection, TextStyle } from '../report-document.ts'
import { contrastOf, declarationsOf, parseColor } from './css.ts'
import { attributeOf, type HtmlElement } from './html-nodes.ts'

type MutableStyle = { -readonly [Key in keyof TextStyle]: TextStyle[Key] }

const styleOfTag: Readonly<Record<string, TextStyle>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italic: true },
  em: { italic: true },
  cite: { italic: true },
  var: { italic: true },
  dfn: { italic: true },
  address: { italic: true },
  u: { underline: true },
  ins: { underline: true },
  s: { strikethrough: true },
  del: { strikethrough: true },
  strike: { strikethrough: true },
  sub: { subscript: true },
  sup: { superscript: true },
  code: { code: true },
  kbd: { code: true },
  samp: { code: true },
  tt: { code: true },
  mark: { background: '#fff2a8' },
}

/** Below this contrast a text cannot be read; its colour is dropped, so that nothing is hidden on paper. */
const leastContrast = 1.6
const paper = '#ffffff'

/** The style of an element's text: what surrounds it and what it adds. Colours that would hide text are left out. */
export function styleWithin(surrounding: TextStyle, element: HtmlElement): TextStyle {
  const style: MutableStyle = { ...surrounding, ...tagStyle(element) }
  const declarations = declarationsOf(element)
  applyShape(style, declarations)
  applyColors(style, declarations, attributeOf(element, 'color'))
  const language = languageOf(element)
  if (language !== undefined) style.language = language
  return style
}

function tagStyle(element: HtmlElement): TextStyle {
  const { tagName } = element
  return Object.hasOwn(styleOfTag, tagName) ? (styleOfTag[tagName] ?? {}) : {}
}

function applyShape(style: MutableStyle, declarations: ReadonlyMap<string, string>): void {
  const weight = declarations.get('font-weight')
  if (weight !== undefined) {
    if (/^(?:bold|bolder|[6-9]00)$/.test(weight)) style.bold = true
    else delete style.bold
  }
  const slant = declarations.get('font-style')
  if (slant === 'italic' || slant === 'oblique') style.italic = true
  else if (slant === 'normal') delete style.italic
  const decoration = declarations.get('text-decoration') ?? declarations.get('text-decoration-line') ?? ''
  if (decoration.includes('underline')) style.underline = true
  if (decoration.includes('line-through')) style.strikethrough = true
  const position = declarations.get('vertical-align')
  if (position === 'sub') style.subscript = true
  else if (position === 'super') style.superscript = true
}

/** Whether words in this colour can be read. */
export function isReadable(color: string, background = paper): boolean {
  return contrastOf(color, background) >= leastContrast
}

function applyColors(style: MutableStyle, declarations: ReadonlyMap<string, string>, attribute?: string): void {
  const background = parseColor(declarations.get('background-color') ?? declarations.get('background'))
  if (background !== undefined && background !== paper) style.background = background
  const color = parseColor(declarations.get('color') ?? attribute)
  if (color !== undefined) style.color = color
  if (style.color !== undefined && contrastOf(style.color, style.background ?? paper) < leastContrast)
    delete style.color
  const textColor = style.color ?? '#000000'
  if (style.background !== undefined && contrastOf(textColor, style.background) < leastContrast) delete style.background
}

/** The language that an element says its text is in, if it is a well-formed BCP 47 tag. */
export function languageOf(element: HtmlElement): string | undefined {
  const language = attributeOf(element, 'lang') ?? attributeOf(element, 'xml:lang')
  return language !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,4}$/i.test(language) ? language : undefined
}

export function directionOf(element: HtmlElement): TextDirection | undefined {
  const direction = attributeOf(element, 'dir')?.toLowerCase() ?? declarationsOf(element).get('direction')
  return direction === 'rtl' || direction === 'ltr' ? direction : undefined
}

/** How an element aligns its text, seen from the start of its lines. */
export function alignmentOf(element: HtmlElement, direction: TextDirection | undefined): TextAlignment | undefined {
  const value =
    declarationsOf(element).get('text-align') ??
    attributeOf(element, 'align')?.toLowerCase() ??
    (element.tagName === 'center' ? 'center' : undefined)
  if (value === 'center') return 'center'
  if (value === 'start' || value === 'end') return value
  if (value === 'left') return direction === 'rtl' ? 'end' : 'start'
  if (value === 'right') return direction === 'rtl' ? 'start' : 'end'
  return undefined
}

/** An address that a report may print and link to: the web or mail. Nothing that acts, nothing local. */
export function safeLink(address: string | undefined): string | undefined {
  if (address === undefined || address.length > 2000) return undefined
  const trimmed = address.trim()
  if (!/^(?:https?:\/\/|mailto:)/i.test(trimmed) || !URL.canParse(trimmed)) return undefined
  const { protocol, href } = new URL(trimmed)
  return protocol === 'http:' || protocol === 'https:' || protocol === 'mailto:' ? href : undefined
}
