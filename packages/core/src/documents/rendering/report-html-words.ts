/** Words that the HTML copy adds of its own. */
export interface ReportHtmlWords {
  readonly chosen: string
  readonly notChosen: string
  readonly noAnswer: string
  readonly empty: string
  readonly item: string
  readonly answer: string
  readonly result: string
  readonly place: string
  readonly position: string
  readonly file: string
  readonly size: string
  readonly fileNotKept: string
  readonly notes: string
  readonly formulaNotDrawn: string
  readonly imageNotForBrowsers: (alternative: string) => string
}

const english: ReportHtmlWords = {
  chosen: 'chosen',
  notChosen: 'not chosen',
  noAnswer: 'no answer',
  empty: 'empty',
  item: 'Item',
  answer: 'Answer',
  result: 'Result',
  place: 'Place',
  position: 'Position (pixels)',
  file: 'File',
  size: 'Size (bytes)',
  fileNotKept: 'not kept',
  notes: 'Notes on this report',
  formulaNotDrawn: 'A formula could not be drawn and is shown as its source.',
  imageNotForBrowsers: (alternative) => `A picture of a kind that browsers do not show is in the PDF: ${alternative}`,
}

const german: ReportHtmlWords = {
  chosen: 'gewählt',
  notChosen: 'nicht gewählt',
  noAnswer: 'keine Antwort',
  empty: 'leer',
  item: 'Gegenstand',
  answer: 'Antwort',
  result: 'Ergebnis',
  place: 'Ort',
  position: 'Lage (Bildpunkte)',
  file: 'Datei',
  size: 'Größe (Bytes)',
  fileNotKept: 'nicht aufbewahrt',
  notes: 'Anmerkungen zu diesem Bericht',
  formulaNotDrawn: 'Eine Formel ließ sich nicht zeichnen und erscheint als Quelltext.',
  imageNotForBrowsers: (alternative) =>
    `Ein Bild, dessen Format Browser nicht anzeigen, steht in der PDF-Datei: ${alternative}`,
}

export function htmlWordsIn(language: string): ReportHtmlWords {
  return language.toLowerCase().startsWith('de') ? german : english
}
