import type { Block } from '../report-document.ts'
import type { ConversionContext, Interpretation } from './conversion-context.ts'
import { convertField } from './convert-field.ts'
import { convertFigure, convertImage, isInlineSize } from './convert-image.ts'
import { convertMedium, mediumTags } from './convert-medium.ts'
import { convertTable } from './convert-table.ts'
import { blockTags, codeTags, exactTags, silentTags } from './element-kinds.ts'
import { splitFormulas } from './formula-text.ts'
import {
  attributeOf,
  childrenOf,
  isElement,
  isText,
  lineOf,
  textOf,
  type HtmlElement,
  type HtmlNode,
} from './html-nodes.ts'
import { InlineCollector } from './inline-collector.ts'
import { alignmentOf, directionOf, safeLink, styleWithin } from './inline-style.ts'
import { flattenBlocks } from '../flatten-blocks.ts'
import { readNumbering } from './list-numbering.ts'
import { readMathElement } from './mathml.ts'
import { headingOfLevel } from './renumber-headings.ts'
import { maximumNesting, type NestedConverter, type Scope } from './scope.ts'

/** Converts nodes in order: inlines are collected into paragraphs until a block comes. */
export class BlockConverter implements NestedConverter {
  readonly context: ConversionContext
  readonly #scope: Scope
  readonly #blocks: Block[] = []
  readonly #line = new InlineCollector()

  constructor(context: ConversionContext, scope: Scope) {
    this.context = context
    this.#scope = scope
  }

  convert(nodes: readonly HtmlNode[]): readonly Block[] {
    for (const node of nodes) this.#node(node, this.#scope)
    this.#endLine(this.#scope)
    return this.#blocks
  }

  #node(node: HtmlNode, scope: Scope): void {
    if (isText(node)) this.#text(node.value, scope)
    else if (isElement(node)) this.#element(node, scope)
  }

  #children(element: HtmlElement, scope: Scope): void {
    for (const child of childrenOf(element)) this.#node(child, scope)
  }

  #element(element: HtmlElement, outer: Scope): void {
    const interpreted = outer.interpret?.(element) ?? this.context.interpret?.(element)
    if (interpreted) {
      this.#interpreted(element, interpreted, outer)
      return
    }
    const { tagName } = element
    if (silentTags.has(tagName) || this.#isHidden(element)) return
    const outcome = this.context.dialect.outcomeOf(element)
    if (outcome) {
      this.#line.add({
        kind: 'outcome',
        tone: outcome.tone,
        label: outcome.label || this.context.words.outcomes[outcome.tone],
      })
      return
    }
    const scope = this.#scopeWithin(element, outer)
    if (this.#leaf(element, scope) || this.#container(element, scope)) return
    if (blockTags.has(tagName)) this.#block(element, scope, outer)
    else this.#inlineElement(element, scope)
  }

  /** Elements that are converted as a whole. */
  #leaf(element: HtmlElement, scope: Scope): boolean {
    const { tagName } = element
    if (tagName === 'br') this.#line.add({ kind: 'line-break' })
    else if (tagName === 'hr') this.#push(scope, { kind: 'rule' })
    else if (tagName === 'img') this.#image(element, scope)
    else if (tagName === 'math') this.#math(element, scope)
    else if (mediumTags.has(tagName)) this.#push(scope, ...convertMedium(element, this.context))
    else if (exactTags.has(tagName)) this.#preformatted(element, scope)
    else if (tagName === 'input' || tagName === 'select' || tagName === 'textarea') this.#field(element, scope)
    else return false
    return true
  }

  /** Elements that become a block around others. */
  #container(element: HtmlElement, scope: Scope): boolean {
    const { tagName } = element
    const deep = scope.nesting >= maximumNesting
    if (/^h[1-6]$/.test(tagName)) this.#heading(element, scope)
    else if (tagName === 'figure') this.#push(scope, ...convertFigure(element, (nodes) => this.#nested(nodes, scope)))
    else if (deep) return false
    else if (tagName === 'ul' || tagName === 'ol') this.#list(element, scope)
    else if (tagName === 'blockquote') this.#quote(element, scope)
    else if (tagName === 'table') this.#push(scope, ...convertTable(element, this, scope))
    else return false
    return true
  }

  /** Blocks of nodes within this one, as deep as they are. */
  convertNested(nodes: readonly HtmlNode[], scope: Scope): readonly Block[] {
    return this.#nested(nodes, { ...scope, nesting: scope.nesting + 1 })
  }

  #nested(nodes: readonly HtmlNode[], scope: Scope): readonly Block[] {
    return new BlockConverter(this.context, scope).convert(nodes)
  }

  #interpreted(element: HtmlElement, interpreted: Interpretation, scope: Scope): void {
    if (interpreted.kind === 'inlines') for (const inline of interpreted.inlines) this.#line.add(inline)
    else if (interpreted.kind === 'blocks') this.#push(scope, ...interpreted.blocks)
    else if (interpreted.kind === 'children') this.#children(element, { ...scope, interpret: interpreted.interpret })
  }

  #isHidden(element: HtmlElement): boolean {
    if (attributeOf(element, 'hidden') !== undefined || this.context.dialect.isHidden(element)) return true
    return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributeOf(element, 'style') ?? '')
  }

  #scopeWithin(element: HtmlElement, outer: Scope): Scope {
    const direction = directionOf(element)
    const style = styleWithin(outer.style, element)
    return {
      ...outer,
      style: direction === undefined || blockTags.has(element.tagName) ? style : { ...style, direction },
      formulas: codeTags.has(element.tagName) ? 'never' : outer.formulas || this.context.dialect.readsFormulas(element),
      direction: direction ?? outer.direction,
      alignment: alignmentOf(element, direction ?? outer.direction) ?? outer.alignment,
    }
  }

  #text(text: string, scope: Scope): void {
    const keepBreaks = this.context.lineBreaks === 'keep'
    if (scope.formulas !== true) {
      this.#line.addText(text, scope.style, keepBreaks)
      return
    }
    for (const piece of splitFormulas(text)) {
      if ('text' in piece) this.#line.addText(piece.text, scope.style, keepBreaks)
      else if (piece.display) this.#push(scope, { kind: 'formula', formula: piece.formula })
      else this.#line.add({ kind: 'formula', formula: piece.formula })
    }
  }

  #inlineElement(element: HtmlElement, scope: Scope): void {
    const { tagName } = element
    if (tagName === 'a') {
      this.#link(element, scope)
      return
    }
    const [before, after] = tagName === 'q' ? ['“', '”'] : tagName === 'rt' ? [' (', ') '] : ['', '']
    if (before !== '') this.#line.addText(before, scope.style)
    this.#children(element, scope)
    if (after !== '') this.#line.addText(after, scope.style)
  }

  /** A link to a file that is kept beside the report names the file; other links are kept if they are safe. */
  #link(element: HtmlElement, scope: Scope): void {
    const address = attributeOf(element, 'href')
    const link = safeLink(address)
    const label = lineOf(element)
    const file = address && link !== undefined ? this.context.file({ address, kind: 'link', label }) : undefined
    const isKept = link !== undefined && !file && this.context.links !== 'leave-out'
    this.#children(element, isKept ? { ...scope, style: { ...scope.style, link } } : scope)
    if (file && !label.includes(file.name)) this.#line.addText(` (${file.name})`, scope.style)
  }

  #block(element: HtmlElement, scope: Scope, outer: Scope): void {
    this.#endLine(outer)
    const isTerm = element.tagName === 'dt'
    this.#children(element, isTerm ? { ...scope, style: { ...scope.style, bold: true } } : scope)
    this.#endLine(scope)
  }

  #heading(element: HtmlElement, scope: Scope): void {
    const content = flattenBlocks(this.#nested(childrenOf(element), { ...scope, nesting: maximumNesting }))
    if (content.length === 0) return
    this.#push(scope, headingOfLevel(Number(element.tagName.slice(1)), content))
  }

  #list(element: HtmlElement, scope: Scope): void {
    const items: (readonly Block[])[] = []
    for (const child of childrenOf(element)) {
      const isItem = isElement(child) && child.tagName === 'li'
      if (isItem && (this.#isHidden(child) || this.context.interpret?.(child)?.kind === 'nothing')) continue
      const blocks = this.convertNested([child], scope)
      if (isItem) items.push(blocks)
      else if (blocks.length > 0) items.push([...(items.pop() ?? []), ...blocks])
    }
    if (items.every((item) => item.length === 0)) return
    this.#push(scope, { kind: 'list', ...readNumbering(element), items })
  }

  #quote(element: HtmlElement, scope: Scope): void {
    const content = this.convertNested(childrenOf(element), scope)
    if (content.length > 0) this.#push(scope, { kind: 'quote', content })
  }

  #preformatted(element: HtmlElement, scope: Scope): void {
    const text = textOf(element)
      .replace(/^\r?\n/, '')
      .replace(/\r?\n$/, '')
    if (text.trim() !== '') this.#push(scope, { kind: 'preformatted', text, monospaced: true })
  }

  #field(element: HtmlElement, scope: Scope): void {
    const field = convertField(element, this.context)
    if (field?.kind === 'preformatted') this.#push(scope, field)
    else if (field) this.#line.add(field)
  }

  #math(element: HtmlElement, scope: Scope): void {
    const formula = readMathElement(element)
    if (!formula) {
      const text = lineOf(element)
      if (text !== '') this.context.note(this.context.words.structureBeyondBounds)
      this.#line.addText(text, scope.style)
      return
    }
    if (attributeOf(element, 'display') === 'block') this.#push(scope, { kind: 'formula', formula })
    else this.#line.add({ kind: 'formula', formula })
  }

  #image(element: HtmlElement, scope: Scope): void {
    const converted = convertImage(element, this.context)
    if (converted?.kind === 'figure' && isInlineSize(converted.image))
      this.#line.add({ kind: 'image', image: converted.image })
    else if (converted?.kind === 'figure' || converted?.kind === 'placeholder') this.#push(scope, converted)
    else if (converted?.kind === 'text') this.#line.addText(converted.text, scope.style)
    else if (converted) this.#line.add(converted)
  }

  #push(scope: Scope, ...blocks: readonly Block[]): void {
    this.#endLine(scope)
    this.#blocks.push(...blocks)
  }

  /** Ends the paragraph. An image that stands alone in it is a figure. */
  #endLine(scope: Scope): void {
    const content = this.#line.take()
    if (content.length === 0) return
    const [only] = content
    if (content.length === 1 && only?.kind === 'image') {
      this.#blocks.push({ kind: 'figure', image: only.image })
      return
    }
    this.#blocks.push({
      kind: 'paragraph',
      content,
      ...(scope.alignment === undefined || scope.alignment === 'start' ? {} : { alignment: scope.alignment }),
      ...(scope.direction === undefined ? {} : { direction: scope.direction }),
    })
  }
}
