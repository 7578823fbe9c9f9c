/** An operator of a content stream with the strings and names before it (ISO 32000-1, 7.8.2). */
export interface ContentOperation {
  readonly operator: string
  /** As bytes, one a character. */
  readonly strings: readonly string[]
  /** Without the slash. */
  readonly names: readonly string[]
}

/** A literal string (parentheses in it are balanced, at most once), a hexadecimal string, a name or number, or an operator. */
const token =
  /\((?<literal>(?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*)\)|<(?<hex>[\da-fA-F\s]*)>|\/(?<name>[^\s/[\]()<>]*)|[-+.\d]+|(?<operator>[A-Za-z'"*]+\d?)/gu
const escape = /\\(?:(?<octal>[0-7]{1,3})|(?<line>\r\n?|\n)|(?<character>[\s\S]))/gu
const escapedCharacters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The operations of a content stream, in order. */
export function contentOperations(content: string): readonly ContentOperation[] {
  const operations: ContentOperation[] = []
  let strings: string[] = []
  let names: string[] = []
  for (const { groups } of content.matchAll(token)) {
    if (groups?.['literal'] !== undefined) strings.push(unescape(groups['literal']))
    else if (groups?.['hex'] !== undefined) strings.push(Buffer.from(groups['hex'], 'hex').toString('latin1'))
    else if (groups?.['name'] !== undefined) names.push(groups['name'])
    else if (groups?.['operator'] !== undefined) {
      operations.push({ operator: groups['operator'], strings, names })
      strings = []
      names = []
    }
  }
  return operations
}

/** Takes back the escapes of a literal string (ISO 32000-1, 7.3.4.2). */
function unescape(literal: string): string {
  return literal.replaceAll(escape, (...found) => {
    const { octal, line, character = '' } = found.at(-1) as Record<string, string | undefined>
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    return line === undefined ? (escapedCharacters[character] ?? character) : ''
  })
}
