const blockKinds = new Set([
  'paragraph',
  'heading',
  'list',
  'quote',
  'preformatted',
  'table',
  'figure',
  'choices',
  'matches',
  'placement',
  'files',
  'placeholder',
  'rule',
])
const textKeys = ['number', 'heading', 'text', 'answer', 'label', 'alternative', 'source', 'name', 'mark'] as const

/**
 * Every text of a part of a report document, in order, one line a block. The last resort when something cannot be set:
 * it knows nothing of the shape, so it cannot fail on it.
 */
export function plainTextOf(value: unknown): string {
  const lines: string[] = []
  let line = ''
  const pending: unknown[] = [value]
  while (pending.length > 0) {
    const next = pending.pop()
    if (typeof next !== 'object' || next === null) continue
    const entries = new Map<string, unknown>(Object.entries(next))
    const kind = entries.get('kind')
    if (typeof kind === 'string' && blockKinds.has(kind) && line !== '') {
      lines.push(line)
      line = ''
    }
    if (kind === 'line-break') {
      lines.push(line)
      line = ''
    }
    if (entries.has('chosen')) line += entries.get('chosen') === true ? ' [x] ' : ' [ ] '
    for (const key of textKeys) {
      const text = entries.get(key)
      if (typeof text === 'string' && text !== '') line += key === 'text' || line === '' ? text : ` ${text}`
    }
    pending.push(...Array.from(entries.values()).toReversed())
  }
  if (line !== '') lines.push(line)
  return lines.join('\n')
}
