import type { Inline, TextInline, TextStyle } from '../../documents/report-document.ts'
import { isRightToLeft } from '../../documents/text-direction.ts'
import type { PageInline, PageText } from './page-data.ts'
import type { ReportContext } from './report-context.ts'
import { isColor, isReadable } from './text-color.ts'

const ink = '#1b2228'
const longestLink = 2000
const longestFramedAnswer = 45
const flags = ['bold', 'italic', 'underline', 'strikethrough', 'subscript', 'superscript', 'code'] as const

/** Running text as the template sets it. `longestWord` is what fits on a line of the place where it stands. */
export function toPageInlines(
  context: ReportContext,
  content: readonly Inline[],
  longestWord: number,
): readonly PageInline[] {
  return content.flatMap((inline, index) => toPageInline(context, inline, { longestWord, next: content[index + 1] }))
}

/** Whether a run of text goes from right to left: where it says so itself, else by its first strong character. */
export function isRightToLeftContent(content: readonly Inline[]): boolean {
  let text = ''
  for (const inline of content) {
    if (inline.kind === 'text') {
      if (text.trim() === '' && inline.style?.direction !== undefined) return inline.style.direction === 'rtl'
      text += inline.text
    } else if (inline.kind === 'gap') text += inline.answer
    if (text.length > 400) break
  }
  return isRightToLeft(text)
}

interface Place {
  readonly longestWord: number
  readonly next: Inline | undefined
}

function toPageInline(context: ReportContext, inline: Inline, place: Place): readonly PageInline[] {
  const { printable } = context
  switch (inline.kind) {
    case 'text':
      return toPageTexts(context, inline, place)
    case 'line-break':
      return [{ kind: 'line-break' }]
    case 'image': {
      const image = context.image(inline.image)
      const words = context.words.notes.imageNotShown(context.alternative(inline.image))
      return [
        image === undefined
          ? { text: printable.printBreakable(`[${words}]`, place.longestWord), italic: true }
          : { kind: 'image', ...image },
      ]
    }
    case 'formula': {
      const formula = context.formula(inline.formula, false)
      if (formula !== undefined) return [{ kind: 'formula', ...formula }]
      return toPageTexts(context, { kind: 'text', text: inline.formula.source, style: { code: true } }, place)
    }
    case 'outcome':
      return [{ kind: 'outcome', tone: inline.tone, label: printable.printBreakable(inline.label, place.longestWord) }]
    case 'gap':
      return [
        {
          kind: 'gap',
          answer: printable.printBreakable(oneLine(inline.answer), place.longestWord),
          long: inline.answer.length > Math.min(longestFramedAnswer, place.longestWord),
          ...context.outcome(inline.outcome),
          ...(inline.box === undefined ? {} : { box: inline.box, checked: inline.checked === true }),
        },
      ]
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\t\r\n\v\f]+/gu, ' ')
}

function toPageTexts(context: ReportContext, inline: TextInline, place: Place): readonly PageInline[] {
  const style = toPageStyle(context, inline, place.next)
  const lines = inline.text.split(/\r\n|[\r\n]/u)
  return lines.flatMap((line, index): readonly PageInline[] => {
    const text = context.printable.printBreakable(line.replaceAll('\t', ' '), place.longestWord)
    const piece = style === undefined ? text : { ...style, text }
    return index === 0 ? [piece] : [{ kind: 'line-break' }, piece]
  })
}

function toPageStyle(
  context: ReportContext,
  { text, style }: TextInline,
  next: Inline | undefined,
): Omit<PageText, 'text'> | undefined {
  if (style === undefined) return undefined
  const page: Record<string, string | true> = {}
  for (const flag of flags) if (style[flag] === true) page[flag] = true
  addColors(context, style, page)
  const language = /^[a-z]{2,3}(?=-|$)/iu.exec(style.language ?? '')?.[0]
  if (language !== undefined) page['language'] = language.toLowerCase()
  if (style.direction !== undefined) page['direction'] = style.direction
  const link = safeLink(style.link)
  if (link !== undefined) {
    page['link'] = link
    const goesOn = next?.kind === 'text' && next.style?.link === style.link
    const said = text.includes(style.link ?? '') || text.includes(link.replace(/^mailto:/u, ''))
    if (!goesOn && !said) page['address'] = context.printable.printBreakable(style.link ?? '', 24)
  }
  return Object.keys(page).length === 0 ? undefined : page
}

/** A colour that cannot be read on paper would hide what was written; white on white is an old trick. */
function addColors(context: ReportContext, style: TextStyle, page: Record<string, string | true>): void {
  const color = isColor(style.color) ? style.color : undefined
  const background = isColor(style.background) ? style.background : undefined
  if (isReadable(color ?? ink, background)) {
    if (color !== undefined) page['color'] = color
    if (background !== undefined) page['background'] = background
    return
  }
  context.note(context.words.notes.faintColor)
}

/** The address of a link, if it is one that may be printed and clicked, in ASCII as PDF wants it. */
function safeLink(link: string | undefined): string | undefined {
  if (link === undefined || link.length > longestLink || !URL.canParse(link)) return undefined
  const url = new URL(link)
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined
}
