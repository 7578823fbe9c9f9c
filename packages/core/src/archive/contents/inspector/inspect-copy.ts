import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { damage, notice, type ContentFinding } from '../inspection.ts'
import { loadsByStyle } from './style-loads.ts'

/** Elements that run, load, or hide what a reader without script would see. */
const forbiddenElements: ReadonlySet<string> = new Set(
  (
    'animate animatemotion animatetransform applet base bgsound embed fencedframe form frame frameset iframe link ' +
    'noscript object portal script set template'
  ).split(' '),
)
/** Attributes whose address is fetched when the page is shown. An address behind a link is fetched when it is clicked. */
const loadingAttributes: ReadonlySet<string> = new Set(
  (
    'action archive background classid code codebase data dynsrc formaction href icon imagesrcset longdesc lowsrc ' +
    'manifest ping poster profile src srcdoc srcset'
  ).split(' '),
)
/** Attributes of SVG that hold style. */
const stylingAttributes: ReadonlySet<string> = new Set(
  'clip-path cursor fill filter marker marker-end marker-mid marker-start mask stroke style'.split(' '),
)
/** A picture within the page; an SVG too, for as a picture it neither runs nor loads anything. */
const withinItself = /^\s*(?:$|#|data:image\/)/iu
const clickable = /^\s*(?:https?:|mailto:|#|[^:]*$|[^:/?#]*[/?#])/iu

/** Whether a copy for browsers is HTML that neither runs nor loads anything. */
export function inspectCopy(bytes: Uint8Array): readonly ContentFinding[] {
  let html: string
  try {
    html = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return [damage('copy_unreadable', 'The HTML copy is not UTF-8.')]
  }
  let faults = 0
  const document = parse(html, { onParseError: () => (faults += 1), scriptingEnabled: true })
  const acts = new Set<string>()
  for (const element of allElements(document)) for (const act of actsOf(element)) acts.add(act)
  const findings = [...acts].map((act) => damage('copy_not_still', `The HTML copy is not still: ${act}.`))
  if (faults === 0) return findings
  return [
    ...findings,
    notice(
      'copy_unreadable',
      `The HTML copy breaks the rules of HTML in ${faults} places; browsers show it all the same.`,
    ),
  ]
}

function* allElements(root: DefaultTreeAdapterTypes.Document): Generator<DefaultTreeAdapterTypes.Element> {
  const waiting: DefaultTreeAdapterTypes.Node[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('tagName' in node) yield node
    if ('childNodes' in node) for (const child of node.childNodes) waiting.push(child)
  }
}

function* actsOf(element: DefaultTreeAdapterTypes.Element): Generator<string> {
  const { tagName, attrs } = element
  if (forbiddenElements.has(tagName.toLowerCase())) yield `it has an element <${tagName}>`
  for (const { name, value } of attrs) {
    if (name.startsWith('on')) yield `it has a script (${name})`
    else if (stylingAttributes.has(name) && loadsByStyle(value)) yield 'it loads something by its style'
    else if (loadingAttributes.has(name) && !isHarmless(tagName, name, value))
      yield `it loads something (<${tagName} ${name}>)`
  }
  if (tagName === 'meta' && attrs.some(({ name, value }) => name === 'http-equiv' && /^\s*refresh/iu.test(value))) {
    yield 'it leads elsewhere by itself'
  }
  if (tagName === 'style' && loadsByStyle(textOf(element))) yield 'it loads something by its style'
}

function isHarmless(tagName: string, name: string, value: string): boolean {
  return tagName === 'a' && name === 'href' ? clickable.test(value) : withinItself.test(value)
}

function textOf({ childNodes }: DefaultTreeAdapterTypes.Element): string {
  return childNodes.map((child) => ('value' in child ? child.value : '')).join('')
}
