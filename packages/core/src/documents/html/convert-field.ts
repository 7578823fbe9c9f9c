import type { GapInline, PreformattedBlock } from '../report-document.ts'
import type { ConversionContext } from './conversion-context.ts'
import { silentInputs } from './element-kinds.ts'
import { attributeOf, elementsIn, hasClass, lineOf, textOf, type HtmlElement } from './html-nodes.ts'

/** An answer field with what was entered. Undefined for buttons and hidden fields. */
export function convertField(
  element: HtmlElement,
  context: ConversionContext,
): GapInline | PreformattedBlock | undefined {
  if (element.tagName === 'textarea') return textArea(element)
  const tone = context.dialect.fieldTone(element)
  const outcome = tone === undefined ? {} : { outcome: { tone, label: context.words.outcomes[tone] } }
  if (element.tagName === 'select') return { kind: 'gap', answer: selectedOption(element), ...outcome }
  const type = attributeOf(element, 'type')?.toLowerCase() ?? 'text'
  if (silentInputs.has(type)) return undefined
  if (type === 'radio' || type === 'checkbox') {
    return { kind: 'gap', answer: '', box: type, checked: isChecked(element) }
  }
  return { kind: 'gap', answer: attributeOf(element, 'value') ?? '', ...outcome }
}

export function isChecked(element: HtmlElement): boolean {
  return attributeOf(element, 'checked') !== undefined
}

/** The option chosen in a menu; empty if none is, or only the one that asks to choose. */
export function selectedOption(select: HtmlElement): string {
  const options = elementsIn(select, (element) => element.tagName === 'option')
  const selected = options.find((option) => attributeOf(option, 'selected') !== undefined)
  if (!selected || isUnchosen(selected)) return ''
  return lineOf(selected)
}

/** The options that a menu offers, without the one that asks to choose. */
export function offeredOptions(select: HtmlElement): readonly string[] {
  const options = [...elementsIn(select, (element) => element.tagName === 'option')]
  return options.filter((option) => !isUnchosen(option)).map(lineOf)
}

function isUnchosen(option: HtmlElement): boolean {
  return attributeOf(option, 'value') === ''
}

function textArea(element: HtmlElement): PreformattedBlock | undefined {
  const text = textOf(element).replace(/\r?\n$/, '')
  if (text === '') return undefined
  const monospaced = hasClass(element, 'text-monospace') || /monospace/i.test(attributeOf(element, 'class') ?? '')
  return { kind: 'preformatted', text, monospaced }
}
