/** The HTML of a question, and the scripts that Moodle put behind it. */
export interface QuestionAndScripts {
  /** The question itself. */
  readonly own: string
  /** Texts of the scripts, in order. */
  readonly scripts: readonly string[]
}

/**
 * Cuts the page's scripts off the end of a question: they are nine tenths of it, and a parser of HTML reads them
 * character by character. Only whole scripts with nothing but space between and after them are cut; anything else is
 * left for the parser.
 */
export function withoutPageScripts(html: string): QuestionAndScripts {
  const scripts: string[] = []
  let end = html.length
  for (;;) {
    const script = scriptBefore(html, end)
    if (!script) break
    scripts.unshift(script.text)
    end = script.start
  }
  const own = html.slice(0, end)
  // A script whose text has the word in it was cut in the middle.
  if (own.lastIndexOf('<script') > own.lastIndexOf('</script')) return { own: html, scripts: [] }
  return { own, scripts }
}

const endTag = '</script>'

/** The script that ends at `end`, space left aside. */
function scriptBefore(html: string, end: number): { readonly start: number; readonly text: string } | undefined {
  let last = end
  while (last > 0 && isSpace(html.charCodeAt(last - 1))) last -= 1
  if (!html.startsWith(endTag, last - endTag.length)) return undefined
  const textEnd = last - endTag.length
  const start = html.lastIndexOf('<script', textEnd)
  const tag = start === -1 ? null : startTag.exec(html.slice(start, Math.min(textEnd, start + longestStartTag)))
  if (!tag) return undefined
  const text = html.slice(start + tag[0].length, textEnd)
  // Within what looks like a comment, a parser takes other ends for the script's.
  return /<!--|<\/script/i.test(text) ? undefined : { start, text }
}

const longestStartTag = 2_000
const startTag = /^<script(?:\s+[\w-]+(?:="[^"]*")?)*\s*>/

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b)
}
