import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

/**
 * The plain text of a name as Moodle sends it: with HTML entities (`&amp;`) and, rarely, tags. For names of people do
 * not use this: Moodle sends those as they were typed, so `&amp;` in them means those five characters.
 */
export function toPlainText(html: string): string {
  if (!/[&<]/.test(html)) return html.trim()
  return textOf(parseFragment(html)).trim()
}

function textOf(node: DefaultTreeAdapterTypes.ParentNode): string {
  let text = ''
  for (const child of node.childNodes) {
    if ('value' in child) text += child.value
    else if (isElement(child) && !['script', 'style'].includes(child.tagName)) text += textOf(child)
  }
  return text
}

function isElement(node: DefaultTreeAdapterTypes.ChildNode): node is DefaultTreeAdapterTypes.Element {
  return 'tagName' in node
}
