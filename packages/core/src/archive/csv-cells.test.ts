import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromCsvCell, readCsv, toCsvLine } from './csv-cells.ts'

async function read(text: string, pieceLength = 7): Promise<readonly (readonly string[])[]> {
  async function* pieces() {
    for (let start = 0; start < text.length; start += pieceLength) yield text.slice(start, start + pieceLength)
  }
  const rows: (readonly string[])[] = []
  for await (const row of readCsv(pieces())) rows.push(row)
  return rows
}

describe('CSV', () => {
  it('keeps formulas from running, and leaves numbers alone', () => {
    expect(toCsvLine(['=1+1', '+1', '-1', '@x', '\tx', "'=x", "it's", -1.5, true, null, '', 'a"b,c\nd'])).toBe(
      `'=1+1,'+1,'-1,'@x,'\tx,''=x,it's,-1.5,true,,"","a""b,c\nd"\r\n`,
    )
  })

  it('gives back exactly what was written', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom("'", '=', '"', ',', '\r', '\n', '-', 'a') }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(text, { minLength: 1 }), { minLength: 1 }), async (rows) => {
        const back = await read(rows.map((row) => toCsvLine(row)).join(''))
        expect(back.map((row) => row.map(fromCsvCell))).toEqual(rows)
      }),
    )
  })

  it.each(['a"b\r\n', '"a"b\r\n', '"a\r\n'])('refuses %j', async (text) => {
    await expect(read(text)).rejects.toThrow(SyntaxError)
  })
})
