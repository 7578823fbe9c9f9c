/** The template's own words. */
export interface TemplateWords {
  readonly page: string
  readonly of: string
  readonly notes: string
  readonly noAnswer: string
  readonly empty: string
  readonly chosen: string
  readonly notChosen: string
  readonly item: string
  readonly answer: string
  readonly result: string
  readonly number: string
  readonly place: string
  readonly position: string
  readonly file: string
  readonly size: string
  readonly path: string
  readonly sha256: string
  readonly fileNotKept: string
}

/** Sentences about the report itself, in its language. */
export interface NoteWords {
  /** From each character's name and how often it was met. */
  readonly replacedCharacters: (characters: readonly (readonly [name: string, times: number])[]) => string
  readonly formula: (source: string) => string
  readonly unreadableImage: (alternative: string) => string
  readonly animatedImage: (alternative: string) => string
  readonly cutImage: (alternative: string) => string
  readonly outsideReference: (alternative: string) => string
  readonly missingImage: (alternative: string) => string
  readonly imageNotShown: (alternative: string) => string
  readonly faintColor: string
  readonly flattened: string
  readonly plainSection: (name: string) => string
  readonly plainFacts: string
  readonly shownAsText: string
  readonly drawing: (background: string) => string
  readonly placedAt: (label: string, place: string) => string
  readonly emptyPlace: (place: string) => string
  readonly nothingPlaced: string
  readonly columns: (from: number, to: number, all: number) => string
  readonly wideTable: string
}

export interface ReportWords {
  readonly language: 'en' | 'de'
  readonly template: TemplateWords
  readonly notes: NoteWords
}

const listedCharacters = 24

const english: ReportWords = {
  language: 'en',
  template: {
    page: 'Page',
    of: 'of',
    notes: 'About this report',
    noAnswer: 'no answer',
    empty: 'empty',
    chosen: 'chosen',
    notChosen: 'not chosen',
    item: 'Item',
    answer: 'Answer',
    result: 'Result',
    number: 'No.',
    place: 'Place',
    position: 'Position (px)',
    file: 'File',
    size: 'Size',
    path: 'In the archive',
    sha256: 'SHA-256',
    fileNotKept: 'not kept',
  },
  notes: {
    replacedCharacters: (characters) =>
      `Characters that cannot be printed are shown as their codes; the attached source keeps them: ${listCharacters(characters, 'more')}.`,
    formula: (source) => `A formula could not be drawn and is shown as its source: ${source}`,
    unreadableImage: (alternative) => `An image could not be read and is not shown: ${alternative}`,
    animatedImage: (alternative) => `An animated image is shown by its first picture: ${alternative}`,
    cutImage: (alternative) => `An image file ends too early; part of the image may be missing: ${alternative}`,
    outsideReference: (alternative) =>
      `An image refers to something outside itself, which is not shown: ${alternative}`,
    missingImage: (alternative) => `An image was not available: ${alternative}`,
    imageNotShown: (alternative) => `Image not shown: ${alternative}`,
    faintColor: 'Text in a colour too faint to be read on paper is printed in black.',
    flattened: 'Content nested very deeply is printed without its nesting.',
    plainSection: (name) => `${name} could not be set as designed and is printed as plain text.`,
    plainFacts: 'The facts at the head could not be set as designed and are printed as plain text.',
    shownAsText: 'Shown as plain text, because it could not be set as designed.',
    drawing: (background) => `Drawing over: ${background}.`,
    placedAt: (label, place) => `${label} at ${place}`,
    emptyPlace: (place) => `nothing at ${place}`,
    nothingPlaced: 'Nothing was placed.',
    columns: (from, to, all) => `Columns ${from} to ${to} of ${all}`,
    wideTable: 'A wide table is set in parts below each other, each with its first column.',
  },
}

const german: ReportWords = {
  language: 'de',
  template: {
    page: 'Seite',
    of: 'von',
    notes: 'Zu diesem Bericht',
    noAnswer: 'keine Antwort',
    empty: 'leer',
    chosen: 'gewählt',
    notChosen: 'nicht gewählt',
    item: 'Vorgabe',
    answer: 'Antwort',
    result: 'Ergebnis',
    number: 'Nr.',
    place: 'Ablagefläche',
    position: 'Position (px)',
    file: 'Datei',
    size: 'Größe',
    path: 'Im Archiv',
    sha256: 'SHA-256',
    fileNotKept: 'nicht aufbewahrt',
  },
  notes: {
    replacedCharacters: (characters) =>
      `Nicht druckbare Zeichen erscheinen als ihr Code; die beigefügten Quelldaten enthalten sie unverändert: ${listCharacters(characters, 'weitere')}.`,
    formula: (source) => `Eine Formel ließ sich nicht zeichnen und erscheint als Quelltext: ${source}`,
    unreadableImage: (alternative) => `Ein Bild ist nicht lesbar und wird nicht gezeigt: ${alternative}`,
    animatedImage: (alternative) => `Von einem bewegten Bild wird das erste Einzelbild gezeigt: ${alternative}`,
    cutImage: (alternative) => `Eine Bilddatei endet zu früh; ein Teil des Bildes kann fehlen: ${alternative}`,
    outsideReference: (alternative) => `Ein Bild verweist auf etwas außerhalb, das nicht gezeigt wird: ${alternative}`,
    missingImage: (alternative) => `Ein Bild war nicht verfügbar: ${alternative}`,
    imageNotShown: (alternative) => `Nicht gezeigtes Bild: ${alternative}`,
    faintColor: 'Text in einer auf Papier unlesbar blassen Farbe ist schwarz gedruckt.',
    flattened: 'Sehr tief verschachtelte Inhalte sind ohne Verschachtelung gedruckt.',
    plainSection: (name) => `${name} ließ sich nicht wie vorgesehen setzen und ist als reiner Text gedruckt.`,
    plainFacts: 'Die Angaben am Anfang ließen sich nicht wie vorgesehen setzen und sind als reiner Text gedruckt.',
    shownAsText: 'Als reiner Text gezeigt, weil es sich nicht wie vorgesehen setzen ließ.',
    drawing: (background) => `Zeichnung auf: ${background}.`,
    placedAt: (label, place) => `${label} bei ${place}`,
    emptyPlace: (place) => `nichts bei ${place}`,
    nothingPlaced: 'Es wurde nichts abgelegt.',
    columns: (from, to, all) => `Spalten ${from} bis ${to} von ${all}`,
    wideTable: 'Eine breite Tabelle ist in Teile untereinander zerlegt, jeder mit der ersten Spalte.',
  },
}

/** `U+0E20 (2×), U+E000 (1×), 12 more`. */
function listCharacters(characters: readonly (readonly [name: string, times: number])[], more: string): string {
  const shown = characters.slice(0, listedCharacters).map(([name, times]) => `${name} (${times}×)`)
  const rest = characters.length - shown.length
  return [...shown, ...(rest > 0 ? [`${rest} ${more}`] : [])].join(', ')
}

/** The words for a language tag; English where we have none. */
export function reportWords(language: string): ReportWords {
  return /^de\b/iu.test(language) ? german : english
}
