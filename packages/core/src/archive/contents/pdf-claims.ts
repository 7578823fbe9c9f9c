/** What a PDF's metadata say that it conforms to. */
export interface PdfClaims {
  /** Part and level of PDF/A (ISO 19005), such as `3A`; null if it does not claim to be one. */
  readonly pdfA: string | null
  /** Part of PDF/UA (ISO 14289), such as `1`; null likewise. */
  readonly pdfUa: string | null
}

export const noClaims: PdfClaims = { pdfA: null, pdfUa: null }

/** Reads the claims from an XMP packet, where they stand as elements or as attributes. */
export function readPdfClaims(packet: string): PdfClaims {
  const part = propertyOf(packet, 'pdfaid:part')
  return {
    pdfA: part === null ? null : `${part}${propertyOf(packet, 'pdfaid:conformance')?.toUpperCase() ?? ''}`,
    pdfUa: propertyOf(packet, 'pdfuaid:part'),
  }
}

function propertyOf(packet: string, name: string): string | null {
  const found = new RegExp(`<${name}>\\s*(\\w{1,3})\\s*</${name}>|\\b${name}\\s*=\\s*["'](\\w{1,3})["']`, 'u').exec(
    packet,
  )
  return found?.[1] ?? found?.[2] ?? null
}
