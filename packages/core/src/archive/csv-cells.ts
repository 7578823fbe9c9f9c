/**
 * CSV as RFC 4180 has it, with one addition: a text that a spreadsheet would take for a formula gets an apostrophe in
 * front, and so does a text that begins with apostrophes and then such a character. So no formula runs, and
 * {@link fromCsvCell} gives back the exact text.
 */
export type CsvValue = string | number | boolean | null | undefined

/** What Excel, LibreOffice and their full-width cousins take for the beginning of a formula. */
const formulaStart = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u

/** One line with its line end. */
export function toCsvLine(values: readonly CsvValue[]): string {
  return `${values.map(toCsvCell).join(',')}\r\n`
}

function toCsvCell(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = formulaStart.test(value) ? `'${value}` : value
  // An empty text is quoted, nothing is not: the two can be told apart.
  return text === '' || /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The text that a cell was made from. Numbers and truth values come as their text. */
export function fromCsvCell(cell: string): string {
  return cell.startsWith("'") && formulaStart.test(cell) ? cell.slice(1) : cell
}

/** A record of more text than this is not one of ours; reading stops rather than filling the memory. */
const longestRecord = 4 * 1024 * 1024

/**
 * Reads the records of a CSV text, cells without their quotes; see {@link fromCsvCell} for the rest.
 *
 * @throws SyntaxError for a text that is not RFC 4180: a quote within an unquoted cell, text after a closing quote, an
 * unclosed quote, a record of more than 4 MiB.
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  const parser = new CsvParser()
  for await (const piece of text) yield* parser.push(piece)
  yield* parser.end()
}

class CsvParser {
  #cells: string[] = []
  #cell = ''
  #state: 'start' | 'plain' | 'quoted' | 'after-quote' = 'start'
  #length = 0

  #takeCell(): void {
    this.#cells.push(this.#cell)
    this.#cell = ''
    this.#state = 'start'
  }

  *push(text: string): Generator<readonly string[]> {
    for (const character of text) {
      this.#length += 1
      if (this.#length > longestRecord) throw new SyntaxError('A record is too long.')
      if (this.#state === 'quoted') {
        if (character === '"') this.#state = 'after-quote'
        else this.#cell += character
      } else if (character === '\n') {
        yield this.#takeRecord()
      } else {
        this.#outsideQuotes(character)
      }
    }
  }

  *end(): Generator<readonly string[]> {
    if (this.#state === 'quoted') throw new SyntaxError('A quote is not closed.')
    if (this.#length > 0) yield this.#takeRecord()
  }

  #outsideQuotes(character: string): void {
    if (character === ',') {
      this.#takeCell()
    } else if (character === '"') {
      if (this.#state === 'plain') throw new SyntaxError('A quote stands within a cell.')
      if (this.#state === 'after-quote') this.#cell += '"'
      this.#state = 'quoted'
    } else if (character !== '\r') {
      if (this.#state === 'after-quote') throw new SyntaxError('Text follows a closing quote.')
      this.#state = 'plain'
      this.#cell += character
    }
  }

  #takeRecord(): readonly string[] {
    this.#takeCell()
    const cells = this.#cells
    this.#cells = []
    this.#length = 0
    return cells
  }
}
