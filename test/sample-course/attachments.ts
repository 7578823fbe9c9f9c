import type { StudentFile } from './question-types.ts'

function textFile(name: string, mimetype: string, text: string): StudentFile {
  return { name, mimetype, bytes: Buffer.from(text, 'utf8') }
}

/** A one-page PDF 1.4 with lines of plain ASCII text. */
export function pdfOf(lines: readonly string[]): Buffer {
  const content = lines
    .map(
      (line, index) =>
        `BT /F1 ${index === 0 ? 16 : 11} Tf 72 ${770 - index * 22} Td (${line.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj ET`,
    )
    .join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

const csvRows = Array.from(
  { length: 24 },
  (_, hour) => `${hour},${(11.2 + 0.35 * Math.cos((hour / 24) * 2 * Math.PI)).toFixed(3)}`,
)

/** Files that students attached to essays. */
export const attachments = {
  notes: textFile(
    'observing-notes.txt',
    'text/plain',
    'Saturday, clear sky, 10x50 binoculars.\n21:10  Jupiter and four moons, 3 east, 1 west.\n22:40  Saturn low in the haze – rings not resolved.\n23:05  Andromeda as a faint oval, about 2° long.\n',
  ),
  report: {
    name: 'parallax-report.pdf',
    mimetype: 'application/pdf',
    bytes: pdfOf([
      'Measuring distance by parallax',
      'Baseline: 2 astronomical units (January and July).',
      'Measured shift: 0.77 arc seconds to either side.',
      'Distance: 1 / 0.77 = 1.30 parsec (4.2 light years).',
      'Uncertainty: 0.02 arc seconds, so 1.27 to 1.33 parsec.',
    ]),
  },
  magnitudes: textFile('magnitudes.csv', 'text/csv', `hour,magnitude\n${csvRows.join('\n')}\n`),
  awkwardName: textFile(
    'Größe – №2 (100%) #1  خريطة.txt',
    'text/plain',
    'A file whose name needs care: accents, a dash, a percent sign, a hash, two spaces, two directions.\n',
  ),
  upperCase: textFile('Sky Notes.TXT', 'text/plain', 'The first of two files whose names differ in case only.\n'),
  lowerCase: textFile('sky notes.txt', 'text/plain', 'The second of two files whose names differ in case only.\n'),
  /** A report for the page inside the archive that calls itself a device of Windows. */
  reservedName: textFile('aux.csv', 'text/csv', 'planet,moons\nMars,2\n'),
} satisfies Record<string, StudentFile>
