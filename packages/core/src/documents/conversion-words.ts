import type { ConversionWords } from './html/conversion-context.ts'

/** Languages in which reports are written. */
export const reportLanguages = ['en', 'de'] as const
export type ReportLanguage = (typeof reportLanguages)[number]

/** The words of conversions in each language. */
export const conversionWords: Readonly<Record<ReportLanguage, ConversionWords>> = {
  en: {
    imageMissing: (alternative) => `Image not available: ${alternative}`,
    imageWithoutDescription: (fileName) => (fileName === '' ? 'Image without description' : `Image ${fileName}`),
    audio: 'Audio',
    video: 'Video',
    embedded: 'Embedded content',
    drawing: 'Drawing',
    structureBeyondBounds: 'A text was nested too deeply to be laid out; its words are shown without their layout.',
    tableTooLarge: 'A table was too large to be set as one; each of its rows is shown as a line.',
    outcomes: {
      correct: 'Correct',
      partial: 'Partially correct',
      incorrect: 'Incorrect',
      unanswered: 'Not answered',
      pending: 'Requires grading',
      neutral: '',
    },
  },
  de: {
    imageMissing: (alternative) => `Bild nicht verfügbar: ${alternative}`,
    imageWithoutDescription: (fileName) => (fileName === '' ? 'Bild ohne Beschreibung' : `Bild ${fileName}`),
    audio: 'Ton',
    video: 'Film',
    embedded: 'Eingebetteter Inhalt',
    drawing: 'Zeichnung',
    structureBeyondBounds: 'Ein Text war zu tief verschachtelt; seine Wörter stehen ohne ihre Gestaltung hier.',
    tableTooLarge: 'Eine Tabelle war zu groß, um als solche gesetzt zu werden; jede Zeile steht als Absatz hier.',
    outcomes: {
      correct: 'Richtig',
      partial: 'Teilweise richtig',
      incorrect: 'Falsch',
      unanswered: 'Nicht beantwortet',
      pending: 'Noch zu bewerten',
      neutral: '',
    },
  },
}
