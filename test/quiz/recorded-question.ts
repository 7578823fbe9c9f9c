/**
 * What a person sees of a recorded question, taken from Moodle's HTML by plain text means: on purpose not by the reader
 * that is being tested.
 */
export interface SeenQuestion {
  /** All words, without those for screen readers and the links of the marking form. */
  readonly words: ReadonlySet<string>
  /** What was entered into fields, as it stands in them. */
  readonly entered: readonly string[]
}

const notSeen: readonly RegExp[] = [
  /<script[\s\S]*?<\/script>/g,
  /<div class="info">[\s\S]*?<\/div><\/div>(?=<div class="content">)/g,
  /<(h4|span|label|legend)\b[^>]*\bclass="[^"]*\b(?:accesshide|sr-only)\b[^"]*"[^>]*>(?:<span class="sr-only">[^<]*<\/span>)?[^<]*<\/\1>/g,
  /<div class="commentlink">[\s\S]*?<\/div>/g,
  /<div class="dd-original d-none">[\s\S]*?<\/div>/g,
  /<h4 class="responsehistoryheader">[^<]*<\/h4>/g,
  /<label for="[^"]*">Answer: /g,
  /Comment: /g,
  /<option (?:selected="selected" )?value="0">Choose\.\.\.<\/option>|<option value="">Choose\.\.\.<\/option>/g,
]

export function seeQuestion(html: string): SeenQuestion {
  const popUps = [...html.matchAll(/data-content="([^"]*)"/g)].map(([, content]) => decodeEntities(content ?? ''))
  const shown = notSeen.reduce((text, pattern) => text.replaceAll(pattern, ' '), html)
  const fields = [...html.matchAll(/<input type="text"[^>]*? value="([^"]*)"/g)].map(([, value]) => value ?? '')
  const chosen = [...html.matchAll(/<option selected="selected"[^>]*value="(?!0")[^"]+"[^>]*>([^<]*)</g)].map(
    ([, label]) => label ?? '',
  )
  const typed = [...html.matchAll(/<textarea[^>]*>([\s\S]*?)<\/textarea>/g)].map(([, text]) => text ?? '')
  const text = [shown, ...popUps].map((piece) => decodeEntities(piece.replaceAll(/<[^>]*>/g, ' '))).join(' ')
  return {
    words: wordsOf(text),
    entered: [...fields, ...chosen, ...typed].map(decodeEntities).filter((value) => value.trim() !== ''),
  }
}

export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}\p{M}]+/gu))
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }

function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
      return named[name ?? ''] ?? whole
    },
  )
}
