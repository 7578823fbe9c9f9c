import { isReadable, safeLink } from '../html/inline-style.ts'
import type { ImageReference, Inline, OutcomeTone, TextStyle } from '../report-document.ts'
import { attribute, escapeHtml } from './escape-html.ts'
import type { HtmlRendering } from './html-rendering.ts'
import { renderFormula } from './render-formula.ts'

export interface ShownOutcome {
  readonly tone: OutcomeTone
  readonly label: string
}

const symbols: Readonly<Record<OutcomeTone, string>> = {
  correct: '✓',
  partial: '◐',
  incorrect: '✗',
  unanswered: '○',
  pending: '◷',
  neutral: '·',
}

export function renderInlines(inlines: readonly Inline[], rendering: HtmlRendering): string {
  return inlines.map((inline) => renderInline(inline, rendering)).join('')
}

function renderInline(inline: Inline, rendering: HtmlRendering): string {
  switch (inline.kind) {
    case 'text':
      return styled(escapeHtml(inline.text), inline.style ?? {})
    case 'line-break':
      return '<br>'
    case 'image':
      return renderImage(inline.image, rendering)
    case 'formula':
      return renderFormula(inline.formula, false, rendering)
    case 'outcome':
      return renderOutcome(inline)
    case 'gap':
      return `${gap(inline, rendering)}${inline.outcome ? ` ${renderOutcome(inline.outcome)}` : ''}`
  }
}

function gap(inline: Extract<Inline, { kind: 'gap' }>, { words }: HtmlRendering): string {
  if (inline.box) return choiceMark(inline.box === 'checkbox', inline.checked === true, words)
  if (inline.answer === '') return `<span class="gap none">${words.noAnswer}</span>`
  return `<span class="gap" dir="auto">${escapeHtml(inline.answer)}</span>`
}

/** A radio button or box to be ticked, as a symbol with its meaning in words. */
export function choiceMark(multiple: boolean, chosen: boolean, words: HtmlRendering['words']): string {
  const symbol = multiple ? (chosen ? '☑' : '☐') : chosen ? '◉' : '○'
  return `<span aria-hidden="true">${symbol}</span><span class="hidden">${chosen ? words.chosen : words.notChosen}</span>`
}

export function renderOutcome(outcome: ShownOutcome): string {
  const symbol = `<span aria-hidden="true">${symbols[outcome.tone]}</span>`
  return `<span class="outcome ${outcome.tone}">${symbol} ${escapeHtml(outcome.label)}</span>`
}

export function renderImage(image: ImageReference, rendering: HtmlRendering, className?: string): string {
  const address = rendering.addressOf(image)
  if (address === undefined) return `<span class="placeholder">${escapeHtml(image.alternative)}</span>`
  const size = attribute('width', Math.round(image.width)) + attribute('height', Math.round(image.height))
  return `<img${attribute('class', className)} src="${address}" alt="${escapeHtml(image.alternative)}"${size}>`
}

const ink = '#1b2228'

const wrappers: readonly (readonly [keyof TextStyle, string])[] = [
  ['bold', 'strong'],
  ['italic', 'em'],
  ['underline', 'u'],
  ['strikethrough', 's'],
  ['subscript', 'sub'],
  ['superscript', 'sup'],
  ['code', 'code'],
]

function styled(html: string, style: TextStyle): string {
  let wrapped = html
  for (const [key, tag] of wrappers) if (style[key] === true) wrapped = `<${tag}>${wrapped}</${tag}>`
  const colors = colorsOf(style)
  const tinted = colors === '' ? '' : attribute('class', 'tinted') + attribute('style', colors)
  const attributes = tinted + attribute('lang', style.language) + attribute('dir', style.direction)
  if (attributes !== '') wrapped = `<span${attributes}>${wrapped}</span>`
  const link = safeLink(style.link)
  return link === undefined
    ? wrapped
    : `<a href="${escapeHtml(link)}" rel="noopener noreferrer nofollow">${wrapped}</a>`
}

/** Colours are kept where the words can be read in them; they are shown on white in a dark page too. */
function colorsOf(style: TextStyle): string {
  const color = known(style.color)
  const background = known(style.background)
  if (!isReadable(color ?? ink, background)) return ''
  return [color && `color:${color}`, background && `background-color:${background}`].filter(Boolean).join(';')
}

function known(color: string | undefined): string | undefined {
  return color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? color : undefined
}
