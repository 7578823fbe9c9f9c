/** A text in the languages of the product. English is always there; clients fall back to it. */
export interface LocalizedText {
  readonly en: string
  readonly de?: string
}
