import type { DefaultTreeAdapterTypes } from 'parse5'

/** Nodes of parsed HTML. */
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode

const noClasses: readonly string[] = []
const classesByElement = new WeakMap<HtmlElement, readonly string[]>()

export function isElement(node: HtmlNode | HtmlParent): node is HtmlElement {
  return 'tagName' in node
}

export function isText(node: HtmlNode): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text'
}

/** The children of a node; text and comments have none. */
export function childrenOf(node: HtmlNode | HtmlParent): readonly HtmlNode[] {
  return 'childNodes' in node ? node.childNodes : []
}

export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value
}

export function classesOf(element: HtmlElement): readonly string[] {
  const known = classesByElement.get(element)
  if (known) return known
  const value = attributeOf(element, 'class')
  const classes = value === undefined ? noClasses : value.split(/\s+/).filter((name) => name !== '')
  classesByElement.set(element, classes)
  return classes
}

export function hasClass(element: HtmlElement, name: string): boolean {
  return classesOf(element).includes(name)
}

/** The number in a class such as `place3`, or undefined. */
export function numberInClass(element: HtmlElement, prefix: string): number | undefined {
  for (const name of classesOf(element)) {
    if (name.startsWith(prefix) && /^\d{1,6}$/.test(name.slice(prefix.length))) return Number(name.slice(prefix.length))
  }
  return undefined
}

/** All elements below `root` in document order that `matches` accepts. `root` itself is not asked. */
export function* elementsIn(root: HtmlParent, matches: (element: HtmlElement) => boolean): Generator<HtmlElement> {
  const stack = childrenOf(root).toReversed()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isElement(node) && matches(node)) yield node
    const children = childrenOf(node)
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index]
      if (child) stack.push(child)
    }
  }
}

export function firstElement(root: HtmlParent, matches: (element: HtmlElement) => boolean): HtmlElement | undefined {
  for (const element of elementsIn(root, matches)) return element
  return undefined
}

export function firstOfClass(root: HtmlParent, name: string): HtmlElement | undefined {
  return firstElement(root, (element) => hasClass(element, name))
}

/** Whether `element` is `ancestor` or lies within it. */
export function isWithin(element: HtmlElement, ancestor: HtmlElement): boolean {
  let current: HtmlParent | null = element
  while (current) {
    if (current === ancestor) return true
    current = isElement(current) ? current.parentNode : null
  }
  return false
}

/** All text of a node, as it stands in the source. */
export function textOf(node: HtmlNode | HtmlParent): string {
  const parts: string[] = []
  const stack: (HtmlNode | HtmlParent)[] = [node]
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    if (current.nodeName === '#text' && 'value' in current) parts.push(current.value)
    else stack.push(...childrenOf(current).toReversed())
  }
  return parts.join('')
}

/** The text of a node in one line: white space collapsed as a browser does, without the ends. */
export function lineOf(node: HtmlNode | HtmlParent): string {
  return textOf(node)
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim()
}
