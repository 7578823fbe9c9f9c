import type { Block, Inline } from '../report-document.ts'
import { BlockConverter } from './block-converter.ts'
import type { ConversionContext } from './conversion-context.ts'
import { flattenBlocks } from '../flatten-blocks.ts'
import { childrenOf, type HtmlNode } from './html-nodes.ts'
import { parseHtml } from './parse-html.ts'
import { renumberHeadings } from './renumber-headings.ts'
import { startScope } from './scope.ts'

/**
 * Turns untrusted HTML into blocks of a report. Never throws on any HTML, and takes time and memory in proportion to
 * it. Nothing that acts, loads or hides comes through: what the tree cannot hold is shown as text or a placeholder.
 *
 * @param html text of HTML, or nodes that were parsed by {@link parseHtml} from text that the dialect has prepared.
 */
export function convertHtml(html: string | readonly HtmlNode[], context: ConversionContext): readonly Block[] {
  const nodes = typeof html === 'string' ? parseForConversion(html, context) : html
  const converter = new BlockConverter(context, startScope)
  return renumberHeadings(converter.convert(nodes))
}

/** The same as one run of inlines, for places that hold no blocks. */
export function convertHtmlInline(html: string | readonly HtmlNode[], context: ConversionContext): readonly Inline[] {
  return flattenBlocks(convertHtml(html, context))
}

function parseForConversion(html: string, context: ConversionContext): readonly HtmlNode[] {
  const { fragment, textOnly } = parseHtml(context.dialect.prepare(html))
  if (textOnly) context.note(context.words.structureBeyondBounds)
  return childrenOf(fragment)
}
