import { reportText } from '../../documents/index.ts'
import type { ReportTypesetter, TypesetRequest } from '../../pdf/report-typesetter.ts'
import { throwIfAborted } from '../../archive/abortable.ts'

/** First line of a report that {@link createTextTypesetter} set. */
const firstLine = 'Set as plain text.'

/**
 * A typesetter that needs no time: its reports are the document as plain text and as data. The same document gives the
 * same bytes, and whatever differs between two documents differs between their reports.
 */
export function createTextTypesetter(): ReportTypesetter {
  return {
    async typeset(request, signal) {
      throwIfAborted(signal)
      return { pdf: Buffer.from(write(request)), pages: 1, notes: [], formulas: new Map() }
    },
    describe: async () => [{ name: 'Plain text', version: '1' }],
    async [Symbol.asyncDispose]() {},
  }
}

function write({ document, assets, paperSize, source }: TypesetRequest): string {
  const data = { document, assets: [...assets.keys()], paperSize, fileName: source.fileName, about: source.description }
  return [firstLine, reportText(document), JSON.stringify(data), Buffer.from(source.json).toString()].join('\n')
}
