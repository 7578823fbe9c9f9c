import type { Block, FigureBlock, FormulaInline, ImageReference, PlaceholderBlock } from '../report-document.ts'
import type { ConversionContext } from './conversion-context.ts'
import { declarationsOf, parsePixels } from './css.ts'
import { flattenBlocks } from '../flatten-blocks.ts'
import { attributeOf, childrenOf, isElement, type HtmlElement, type HtmlNode } from './html-nodes.ts'

interface PlainText {
  readonly kind: 'text'
  readonly text: string
}

type ConvertedImage = FigureBlock | PlaceholderBlock | FormulaInline | PlainText

/** What an `img` becomes. Undefined for decoration. */
export function convertImage(element: HtmlElement, context: ConversionContext): ConvertedImage | undefined {
  const icon = context.dialect.iconText(element)
  if (icon !== undefined) return icon === '' ? undefined : { kind: 'text', text: icon }
  const formula = context.dialect.formulaOf(element)
  if (formula) return { kind: 'formula', formula }
  const address = attributeOf(element, 'src')?.trim() ?? ''
  const alternative = (attributeOf(element, 'alt') ?? '').trim() || (attributeOf(element, 'title') ?? '').trim()
  const image = address === '' ? undefined : context.image({ address, alternative, ...sizeOf(element) })
  if (image) return { kind: 'figure', image }
  const label = alternative || fileNameOf(address)
  if (label === '') return undefined
  return { kind: 'placeholder', label: context.words.imageMissing(label) }
}

/** Whether an image is small enough to stand within a line of text. */
export function isInlineSize(image: ImageReference): boolean {
  return image.height <= 40 && image.width <= 400
}

/** A `figure` with its caption; if it holds anything but one picture, its content with the caption below. */
export function convertFigure(
  element: HtmlElement,
  convert: (nodes: readonly HtmlNode[]) => readonly Block[],
): readonly Block[] {
  const content = convert(childrenOf(element).filter((node) => !isCaption(node)))
  const caption = convert(childrenOf(element).filter(isCaption))
  const [only] = content
  if (content.length === 1 && only?.kind === 'figure' && caption.length > 0) {
    return [{ ...only, caption: flattenBlocks(caption) }]
  }
  return [...content, ...caption]
}

/** The last part of an address, readable; empty if there is none. */
export function fileNameOf(address: string): string {
  if (address.startsWith('data:')) return ''
  const name = address.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(name)
  } catch (error) {
    // A lone percent sign is not an encoding; the name is then shown as it stands.
    if (error instanceof URIError) return name
    throw error
  }
}

function sizeOf(element: HtmlElement): { readonly width: number | undefined; readonly height: number | undefined } {
  const style = declarationsOf(element)
  return {
    width: parsePixels(style.get('width')) ?? parsePixels(attributeOf(element, 'width')),
    height: parsePixels(style.get('height')) ?? parsePixels(attributeOf(element, 'height')),
  }
}

function isCaption(node: HtmlNode): boolean {
  return isElement(node) && node.tagName === 'figcaption'
}
