import type { Block, Inline } from './report-document.ts'

/** Blocks as one run of inlines, for places that hold no blocks: headings, captions, facts. Nothing is left out. */
export function flattenBlocks(blocks: readonly Block[]): readonly Inline[] {
  const runs = blocks.map(flattenBlock).filter((run) => run.length > 0)
  return runs.flatMap((run, index): readonly Inline[] => (index === 0 ? run : [{ kind: 'line-break' }, ...run]))
}

function flattenBlock(block: Block): readonly Inline[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.content
    case 'list':
      return block.items.flatMap((item, index) => [
        ...(index > 0 ? [lineBreak] : []),
        text(block.ordered ? `${block.start + index}. ` : '• '),
        ...flattenBlocks(item),
      ])
    case 'quote':
      return flattenBlocks(block.content)
    case 'preformatted':
      return block.text.split('\n').flatMap((line, index) => [...(index > 0 ? [lineBreak] : []), text(line)])
    case 'table':
      return block.cells.flatMap((cell, index) => [...(index > 0 ? [text(' · ')] : []), ...flattenBlocks(cell.content)])
    case 'figure':
      return [{ kind: 'image', image: block.image }, ...(block.caption ?? [])]
    case 'formula':
      return [{ kind: 'formula', formula: block.formula }]
    case 'choices':
      return block.choices.flatMap((choice) => [
        { kind: 'gap', answer: '', box: block.multiple ? 'checkbox' : 'radio', checked: choice.chosen } as const,
        text(` ${choice.label} `),
        ...flattenBlocks(choice.content),
        lineBreak,
      ])
    case 'matches':
      return block.pairs.flatMap((pair) => [
        ...flattenBlocks(pair.prompt),
        text(' → '),
        ...flattenBlocks(pair.answer),
        lineBreak,
      ])
    case 'placement':
      return [{ kind: 'image', image: block.background }, text(block.placed.map((thing) => thing.label).join(' · '))]
    case 'files':
      return [text(block.files.map((file) => file.name).join(' · '))]
    case 'placeholder':
      return [text(`[${block.label}]`)]
    case 'rule':
      return []
  }
}

const lineBreak: Inline = { kind: 'line-break' }

function text(value: string): Inline {
  return { kind: 'text', text: value }
}
