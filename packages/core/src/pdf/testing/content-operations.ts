/** An operator of a content stream with the strings, names and numbers before it (ISO 32000-1, 7.8.2). */
export interface ContentOperation {
  readonly operator: string
  /** As bytes, one a character. */
  readonly strings: readonly string[]
  /** Without the slash. */
  readonly names: readonly string[]
  readonly numbers: readonly number[]
}

/** The beginning of a literal string, a hexadecimal string, a name, a number or an operator. */
const token =
  /(?<literal>\()|<(?<hex>[\da-fA-F\s]*)>|\/(?<name>[^\s/[\]()<>]*)|(?<number>[-+.\d]+)|(?<operator>[A-Za-z'"*]+\d?)/gu
const escape = /\\(?:(?<octal>[0-7]{1,3})|(?<line>\r\n?|\n)|(?<character>[\s\S]))/gu
const escapedCharacters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The operations of a content stream, in order. */
export function contentOperations(content: string): readonly ContentOperation[] {
  const operations: ContentOperation[] = []
  let strings: string[] = []
  let names: string[] = []
  let numbers: number[] = []
  const tokens = new RegExp(token)
  for (let found = tokens.exec(content); found !== null; found = tokens.exec(content)) {
    const { groups } = found
    if (groups?.['literal'] !== undefined) {
      const end = endOfLiteral(content, tokens.lastIndex)
      strings.push(unescape(content.slice(tokens.lastIndex, end)))
      tokens.lastIndex = end + 1
    } else if (groups?.['hex'] !== undefined) strings.push(Buffer.from(groups['hex'], 'hex').toString('latin1'))
    else if (groups?.['name'] !== undefined) names.push(groups['name'])
    else if (groups?.['number'] !== undefined) numbers.push(Number(groups['number']))
    else if (groups?.['operator'] !== undefined) {
      operations.push({ operator: groups['operator'], strings, names, numbers })
      strings = []
      names = []
      numbers = []
    }
  }
  return operations
}

/** Where the closing parenthesis stands: those within are balanced, or escaped. */
function endOfLiteral(content: string, start: number): number {
  let depth = 1
  let at = start
  for (; at < content.length; at += 1) {
    if (content[at] === '\\') at += 1
    else if (content[at] === '(') depth += 1
    else if (content[at] === ')') depth -= 1
    if (depth === 0) break
  }
  return at
}

/** Takes back the escapes of a literal string (ISO 32000-1, 7.3.4.2). */
function unescape(literal: string): string {
  return literal.replaceAll(escape, (...found) => {
    const { octal, line, character = '' } = found.at(-1) as Record<string, string | undefined>
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    return line === undefined ? (escapedCharacters[character] ?? character) : ''
  })
}
