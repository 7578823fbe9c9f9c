import type { ListBlock, ListNumbering } from '../report-document.ts'
import { declarationsOf } from './css.ts'
import { attributeOf, type HtmlElement } from './html-nodes.ts'

const numberingOfStyle: Readonly<Record<string, ListNumbering>> = {
  'lower-alpha': 'a',
  'lower-latin': 'a',
  'upper-alpha': 'A',
  'upper-latin': 'A',
  'lower-roman': 'i',
  'upper-roman': 'I',
}

/** How the items of an `ol` or `ul` are numbered: what they are called in a text elsewhere. */
export function readNumbering(list: HtmlElement): Pick<ListBlock, 'ordered' | 'start' | 'numbering'> {
  if (list.tagName !== 'ol') return { ordered: false, start: 1 }
  const digits = /^-?\d{1,9}$/.exec(attributeOf(list, 'start') ?? '')?.[0]
  const start = Math.max(0, Number(digits ?? 1))
  const numbering = styleOf(list) ?? typeOf(list)
  return numbering === undefined ? { ordered: true, start } : { ordered: true, start, numbering }
}

function styleOf(list: HtmlElement): ListNumbering | undefined {
  const declarations = declarationsOf(list)
  const words = (declarations.get('list-style-type') ?? declarations.get('list-style') ?? '').split(/\s+/)
  const known = words.find((word) => Object.hasOwn(numberingOfStyle, word))
  return known === undefined ? undefined : numberingOfStyle[known]
}

function typeOf(list: HtmlElement): ListNumbering | undefined {
  const type = attributeOf(list, 'type')
  return type === 'a' || type === 'A' || type === 'i' || type === 'I' ? type : undefined
}
