import type { GapInline, Inline, OutcomeInline, TextInline, TextStyle } from '../report-document.ts'

/** Collects the inlines of one paragraph and collapses white space across them as a browser does. */
export class InlineCollector {
  #inlines: Inline[] = []
  #lastStyleKey = ''

  /** Adds text with white space collapsed; `keepBreaks` turns line ends into line breaks instead. */
  addText(text: string, style: TextStyle, keepBreaks = false): void {
    if (!keepBreaks) {
      this.#addCollapsed(text, style)
      return
    }
    for (const [index, line] of text.split(/[ \t\f]*(?:\r?\n[ \t\f]*)+/).entries()) {
      if (index > 0) this.add({ kind: 'line-break' })
      this.#addCollapsed(line, style)
    }
  }

  /** Adds text exactly as it is. */
  addExactText(text: string, style: TextStyle): void {
    if (text === '') return
    const styleKey = keyOf(style)
    const last = this.#inlines.at(-1)
    if (last?.kind === 'text' && styleKey === this.#lastStyleKey) {
      this.#inlines[this.#inlines.length - 1] = { ...last, text: last.text + text }
      return
    }
    this.#lastStyleKey = styleKey
    this.#inlines.push(styleKey === '' ? { kind: 'text', text } : { kind: 'text', text, style })
  }

  add(inline: Inline): void {
    if (inline.kind === 'text') {
      this.addExactText(inline.text, inline.style ?? {})
      return
    }
    if (inline.kind === 'outcome' && this.#joinToGap(inline)) return
    this.#inlines.push(inline)
    this.#lastStyleKey = ''
  }

  /** The paragraph so far, without white space at its ends, and starts a new one. Empty if nothing was in it. */
  take(): readonly Inline[] {
    const inlines = trimEnd(this.#inlines)
    this.#inlines = []
    this.#lastStyleKey = ''
    return inlines.some(isVisible) ? inlines : []
  }

  #addCollapsed(text: string, style: TextStyle): void {
    const collapsed = text.replaceAll(/[ \t\r\n\f]+/g, ' ')
    this.addExactText(this.#endsWithSpace() ? collapsed.replace(/^ /, '') : collapsed, style)
  }

  #endsWithSpace(): boolean {
    const last = this.#inlines.at(-1)
    if (last === undefined || last.kind === 'line-break') return true
    return last.kind === 'text' && last.text.endsWith(' ')
  }

  /** An icon right behind an answer field tells how that answer came out: it belongs to the field. */
  #joinToGap(outcome: OutcomeInline): boolean {
    const last = this.#inlines.at(-1)
    const index = last?.kind === 'text' && last.text.trim() === '' ? this.#inlines.length - 2 : this.#inlines.length - 1
    const gap = this.#inlines[index]
    if (gap?.kind !== 'gap') return false
    const joined: GapInline = { ...gap, outcome: { tone: outcome.tone, label: outcome.label } }
    this.#inlines.splice(index, 2, joined)
    return true
  }
}

function keyOf(style: TextStyle): string {
  const entries = Object.entries(style)
  return entries.length === 0 ? '' : JSON.stringify(entries.toSorted(([first], [second]) => (first < second ? -1 : 1)))
}

function isVisible(inline: Inline): boolean {
  if (inline.kind === 'text') return /[^\s\u00a0]/.test(inline.text)
  return inline.kind !== 'line-break'
}

function trimEnd(inlines: readonly Inline[]): readonly Inline[] {
  const kept = [...inlines]
  for (let last = kept.at(-1); last !== undefined; last = kept.at(-1)) {
    if (last.kind === 'line-break') kept.pop()
    else if (last.kind === 'text') {
      const trimmed: TextInline = { ...last, text: last.text.replace(/ +$/, '') }
      kept.pop()
      if (trimmed.text === '') continue
      kept.push(trimmed)
      break
    } else break
  }
  const start = kept.findIndex((inline) => inline.kind !== 'line-break')
  return start > 0 ? kept.slice(start) : kept
}
