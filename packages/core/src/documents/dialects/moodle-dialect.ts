import type { Formula, OutcomeTone } from '../report-document.ts'
import type { HtmlDialect } from '../html/conversion-context.ts'
import { attributeOf, classesOf, hasClass, isElement, lineOf, textOf, type HtmlElement } from '../html/html-nodes.ts'
import { readMathml } from '../html/mathml.ts'
import { escapeFormulaBrackets } from './escape-formula-brackets.ts'

/**
 * What Moodle 4.2 to 5.x means by the class names of its HTML (Boost theme and those built on it; Bootstrap 4 and 5,
 * Font Awesome 4 and 6).
 */
export const moodleDialect: HtmlDialect = {
  prepare: escapeFormulaBrackets,
  isHidden: (element) => classesOf(element).some((name) => hiddenClasses.has(name)),
  readsFormulas,
  formulaOf,
  outcomeOf,
  fieldTone: (element) => toneOfClasses(element),
  iconText,
}

const wholeFormula = /^\s*(?:\\\([^]*\\\)|\\\[[^]*\\\]|\$\$[^]*\$\$)\s*$/

/**
 * Where the site's MathJax filter was at work (filter_mathjaxloader\text_filter): it puts a text with formulas into one
 * span and each formula into another, of a class that others use too. Text that no filter marked stays as it is,
 * whatever it looks like: there, the student saw `$$5 and $$6`.
 */
function readsFormulas(element: HtmlElement): boolean {
  if (hasClass(element, 'filter_mathjaxloader_equation')) return true
  return hasClass(element, 'nolink') && wholeFormula.test(textOf(element))
}

/** Pictures of the TeX notation and algebra filters (`texrender`), and of the editor plugin MathType (`Wirisformula`). */
function formulaOf(image: HtmlElement): Formula | undefined {
  if (hasClass(image, 'texrender')) {
    const source = (attributeOf(image, 'alt') ?? '').trim()
    return source === '' ? undefined : { notation: 'tex', source }
  }
  const encoded = hasClass(image, 'Wirisformula') ? attributeOf(image, 'data-mathml') : undefined
  return encoded === undefined ? undefined : readMathml(decodeWirisMathml(encoded))
}

const wirisCharacters: Readonly<Record<string, string>> = { '«': '<', '»': '>', '¨': '"', '§': '&', '`': "'" }

/** MathType keeps MathML in an attribute, with other characters for those that mean something in HTML. */
function decodeWirisMathml(encoded: string): string {
  return encoded.replaceAll(/[«»¨§`]/g, (character) => wirisCharacters[character] ?? character)
}

const hiddenClasses: ReadonlySet<string> = new Set([
  'accesshide',
  'd-none',
  'sr-only',
  'sr-only-focusable',
  'visually-hidden',
  'visually-hidden-focusable',
  'questionflag',
])

/** How an answer came out, by the class that Moodle gives a field or row. */
export function toneOfClasses(element: HtmlElement): OutcomeTone | undefined {
  if (hasClass(element, 'correct')) return 'correct'
  if (hasClass(element, 'partiallycorrect')) return 'partial'
  if (hasClass(element, 'incorrect')) return 'incorrect'
  return undefined
}

const toneOfIcon: Readonly<Record<string, OutcomeTone>> = {
  'text-success': 'correct',
  'fa-check': 'correct',
  'fa-circle-check': 'correct',
  'text-warning': 'partial',
  'fa-check-square': 'partial',
  'fa-circle-half-stroke': 'partial',
  'text-danger': 'incorrect',
  'fa-remove': 'incorrect',
  'fa-xmark': 'incorrect',
  'fa-circle-xmark': 'incorrect',
}

/** Icons of Font Awesome (`i`) and pictures (`img`) that say how something came out. */
function outcomeOf(element: HtmlElement): { readonly tone: OutcomeTone; readonly label: string } | undefined {
  if (!hasClass(element, 'icon') || (element.tagName !== 'i' && element.tagName !== 'img')) return undefined
  const tone = element.tagName === 'i' ? iconTone(element) : pictureTone(attributeOf(element, 'src') ?? '')
  return tone === undefined ? undefined : { tone, label: iconLabel(element) }
}

function iconTone(element: HtmlElement): OutcomeTone | undefined {
  for (const name of classesOf(element)) {
    if (Object.hasOwn(toneOfIcon, name)) return toneOfIcon[name]
  }
  return undefined
}

function pictureTone(address: string): OutcomeTone | undefined {
  const name = /\/i\/grade_(correct|partiallycorrect|incorrect)(?:[./?]|$)/.exec(address)?.[1]
  if (name === undefined) return undefined
  return name === 'partiallycorrect' ? 'partial' : name === 'correct' ? 'correct' : 'incorrect'
}

/** The label of an icon: its own, or the text for screen readers behind it. */
function iconLabel(icon: HtmlElement): string {
  const own = attributeOf(icon, 'title') || attributeOf(icon, 'aria-label') || attributeOf(icon, 'alt') || ''
  if (own.trim() !== '') return own.trim()
  const siblings = icon.parentNode?.childNodes ?? []
  const next = siblings[siblings.indexOf(icon) + 1]
  return next && isElement(next) && moodleDialect.isHidden(next) ? lineOf(next) : ''
}

/** Icons are the theme's own pictures. Those of emoticons stand for text; the others are decoration. */
function iconText(image: HtmlElement): string | undefined {
  if (hasClass(image, 'emoticon')) return (attributeOf(image, 'alt') ?? '').trim()
  if (hasClass(image, 'icon') || hasClass(image, 'questionflagimage')) return ''
  return /\/theme\/image\.php(?:\/|\?)/.test(attributeOf(image, 'src') ?? '') ? '' : undefined
}
