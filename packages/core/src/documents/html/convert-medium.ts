import type { Block, PlaceholderBlock } from '../report-document.ts'
import type { ConversionContext } from './conversion-context.ts'
import { fileNameOf } from './convert-image.ts'
import { attributeOf, elementsIn, firstElement, lineOf, type HtmlElement } from './html-nodes.ts'
import { safeLink } from './inline-style.ts'

/** Elements that no paper can show. */
export const mediumTags: ReadonlySet<string> = new Set([
  'audio',
  'video',
  'iframe',
  'object',
  'embed',
  'applet',
  'svg',
  'canvas',
])

/** A film has no more formats and subtitles than this. */
const mostSources = 50

/** A placeholder that says what was here and where it came from, with its text, and its file where it is kept. */
export function convertMedium(element: HtmlElement, context: ConversionContext): readonly Block[] {
  const { words } = context
  const { tagName } = element
  const text = lineOf(element)
  if (tagName === 'svg' || tagName === 'canvas') {
    return text === '' && tagName === 'canvas' ? [] : [{ kind: 'placeholder', label: join(words.drawing, text) }]
  }
  const address = addressOf(element)
  const title = attributeOf(element, 'title')?.trim() || attributeOf(element, 'aria-label')?.trim() || ''
  if (tagName === 'audio' || tagName === 'video') return convertFilm(element, tagName, { address, title, context })
  const file = address === '' ? undefined : context.file({ address, kind: 'embedded', label: title })
  const label = join(words.embedded, [title, safeLink(address) ?? '', text].filter(Boolean).join(' · '))
  return [withFile({ kind: 'placeholder', label }, file)]
}

interface Medium {
  readonly address: string
  readonly title: string
  readonly context: ConversionContext
}

/** A film or recording with all its files: the same in other formats, subtitles, tracks. */
function convertFilm(
  element: HtmlElement,
  kind: 'audio' | 'video',
  { address, title, context }: Medium,
): readonly Block[] {
  const label = title || fileNameOf(address)
  const file = address === '' ? undefined : context.file({ address, kind, label })
  const others = new Set([...elementsIn(element, isSource)].map((source) => addressOf(source)))
  others.delete(address)
  others.delete('')
  const files = [...others]
    .slice(0, mostSources)
    .flatMap((other) => context.file({ address: other, kind, label: fileNameOf(other) }) ?? [])
  const placeholder = withFile({ kind: 'placeholder', label: join(context.words[kind], label) }, file)
  return files.length === 0 ? [placeholder] : [placeholder, { kind: 'files', files }]
}

function isSource({ tagName }: HtmlElement): boolean {
  return tagName === 'source' || tagName === 'track'
}

function withFile(placeholder: PlaceholderBlock, file: PlaceholderBlock['file']): PlaceholderBlock {
  return file === undefined ? placeholder : { ...placeholder, file }
}

function addressOf(element: HtmlElement): string {
  const own = attributeOf(element, 'src') ?? attributeOf(element, 'data')
  const source = firstElement(element, (child) => child.tagName === 'source')
  return (own ?? (source ? attributeOf(source, 'src') : undefined) ?? '').trim()
}

function join(label: string, detail: string): string {
  return detail === '' ? label : `${label}: ${detail}`
}
