import { itemLabel } from './list-numbering.ts'
import { formulaWords } from './formula-drawings.ts'
import type { Block, Inline, ReportDocument, ReportPart, ReportSection } from './report-document.ts'

/** All that a report says, as plain text in reading order: for search, and to compare with. */
export function reportText(document: ReportDocument): string {
  const facts = document.facts.map((fact) => `${fact.label}: ${inlineText(fact.value)}`)
  return joinLines([
    document.title,
    document.subtitle,
    ...facts,
    ...document.sections.map(sectionText),
    ...document.notes,
  ])
}

export function sectionText(section: ReportSection): string {
  const head = [section.number, section.heading, section.outcome?.label, section.mark, ...(section.labels ?? [])]
  return joinLines([section.startsPage ?? '', head.filter(Boolean).join(' · '), ...section.parts.map(partText)])
}

export function partText(part: ReportPart): string {
  return joinLines([part.heading, blockText(part.blocks)])
}

/** The text of blocks, one line or more for each. */
export function blockText(blocks: readonly Block[]): string {
  return joinLines(blocks.map(textOfBlock))
}

export function inlineText(inlines: readonly Inline[]): string {
  return inlines.map(textOfInline).join('')
}

function textOfInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'line-break':
      return '\n'
    case 'image':
      return `[${inline.image.alternative}]`
    case 'formula':
      return formulaWords(inline.formula)
    case 'gap':
      return gapText(inline)
    case 'outcome':
      return ` (${inline.label})`
  }
}

function gapText(gap: Extract<Inline, { kind: 'gap' }>): string {
  const outcome = gap.outcome ? ` (${gap.outcome.label})` : ''
  if (gap.box) return `${gap.checked ? '[x]' : '[ ]'}${outcome}`
  return `[${gap.answer}]${outcome}`
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.content)
    case 'list':
      return joinLines(
        block.items.map((item, index) => `${block.ordered ? itemLabel(block, index) : '-'} ${blockText(item)}`),
      )
    case 'quote':
      return blockText(block.content)
    case 'preformatted':
      return block.text
    case 'table':
      return tableText(block)
    case 'figure':
      return joinLines([`[${block.image.alternative}]`, inlineText(block.caption ?? [])])
    case 'formula':
      return formulaWords(block.formula)
    case 'choices':
      return joinLines(block.choices.map(choiceText))
    case 'matches':
      return joinLines(
        block.pairs.map((pair) => withOutcome(`${blockText(pair.prompt)} → ${blockText(pair.answer)}`, pair.outcome)),
      )
    case 'placement':
      return joinLines(block.placed.map((thing) => `${thing.zone ?? ''} (${thing.x}, ${thing.y}): ${thing.label}`))
    case 'files':
      return joinLines(block.files.map((file) => file.name))
    case 'placeholder':
      return joinLines([`[${block.label}]`, block.file?.name ?? ''])
    case 'rule':
      return ''
  }
}

function choiceText(choice: Extract<Block, { kind: 'choices' }>['choices'][number]): string {
  const line = `${choice.chosen ? '[x]' : '[ ]'} ${choice.label} ${blockText(choice.content)}`
  return joinLines([withOutcome(line, choice.outcome), blockText(choice.feedback)])
}

function withOutcome(text: string, outcome: { readonly label: string } | undefined): string {
  return outcome ? `${text} (${outcome.label})` : text
}

function tableText(table: Extract<Block, { kind: 'table' }>): string {
  const lines: string[] = [inlineText(table.caption ?? [])]
  for (let row = 0; row < table.rows; row += 1) {
    const cells = table.cells.filter((cell) => cell.row === row)
    lines.push(cells.map((cell) => blockText(cell.content)).join(' | '))
  }
  return joinLines(lines)
}

function joinLines(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n')
}
