import {
  attributeOf,
  elementsIn,
  isElement,
  moodleDialect,
  selectedOption,
  textOf,
  type HtmlElement,
  type HtmlParent,
} from '../../documents/index.ts'

/** A field that the page of a question holds without showing it: often where a plugin keeps the answer. */
export interface UnseenField {
  /** Name within the question, such as `ans1`. */
  readonly name: string
  readonly value: string
}

const mostFields = 200
const buttons: ReadonlySet<string> = new Set(['submit', 'button', 'image', 'reset', 'file', 'password'])

/** Hidden fields with a value, and fields within hidden elements; not those of Moodle's own book-keeping (`_:…`). */
export function unseenFields(root: HtmlParent): readonly UnseenField[] {
  const fields: UnseenField[] = []
  for (const element of elementsIn(root, isField)) {
    const name = (attributeOf(element, 'name') ?? '').replace(/^q\d+:\d+_/, '')
    const value = valueOf(element)
    const isOwn = name === '' || name.startsWith(':') || name.startsWith('-')
    if (!isOwn && value !== '' && isUnseen(element)) fields.push({ name, value })
    if (fields.length >= mostFields) break
  }
  return fields
}

function isField({ tagName }: HtmlElement): boolean {
  return tagName === 'input' || tagName === 'textarea' || tagName === 'select'
}

function isUnseen(field: HtmlElement): boolean {
  const type = attributeOf(field, 'type')?.toLowerCase() ?? 'text'
  if (field.tagName === 'input' && buttons.has(type)) return false
  if (field.tagName === 'input' && type === 'hidden') return true
  let current: HtmlParent | null = field
  while (current && isElement(current)) {
    if (isHidden(current)) return true
    current = current.parentNode
  }
  return false
}

function isHidden(element: HtmlElement): boolean {
  if (attributeOf(element, 'hidden') !== undefined || moodleDialect.isHidden(element)) return true
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributeOf(element, 'style') ?? '')
}

function valueOf(field: HtmlElement): string {
  if (field.tagName === 'textarea') return textOf(field)
  if (field.tagName === 'select') return selectedOption(field)
  return attributeOf(field, 'value') ?? ''
}
