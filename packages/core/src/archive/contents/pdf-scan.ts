import { noClaims, readPdfClaims, type PdfClaims } from './pdf-claims.ts'

/** What passing over the bytes of a PDF tells of it. */
export interface ScannedPdf {
  /** It ends as a PDF ends, with nothing behind. */
  readonly ends: boolean
  readonly claims: PdfClaims
}

const header = '%PDF-'
const packetBegin = Buffer.from('<?xpacket begin')
const packetEnd = Buffer.from('<?xpacket end')
/** Claims further down than this in one packet are not looked for. */
const longestPacket = 256 * 1024
/** Long enough for `startxref`, a number of ten digits and `%%EOF` with line ends. */
const tailLength = 40
const pdfEnd = /startxref\s+\d{1,12}\s+%%EOF\s*$/u

/**
 * Looks at the bytes of a file while they are read for another purpose: is it a PDF, is it whole, what does it claim.
 * Holds no more than one packet of metadata, and costs next to nothing beside the hash. Pictures may have packets of
 * their own; the one that claims something counts.
 */
export class PdfScan {
  #state: 'start' | 'searching' | 'packet' | 'done' | 'other' = 'start'
  /** What may belong to something that goes on in the next chunk. */
  #held: Uint8Array = new Uint8Array()
  #tail: Uint8Array = new Uint8Array()
  #claims = noClaims

  push(chunk: Uint8Array): void {
    if (this.#state === 'other') return
    this.#tail = lastBytes(chunk.length < tailLength ? Buffer.concat([this.#tail, chunk]) : chunk, tailLength)
    if (this.#state === 'done') return
    let bytes: Buffer = Buffer.concat([this.#held, chunk])
    if (this.#state === 'start') {
      this.#held = bytes
      if (bytes.length < header.length) return
      this.#state = bytes.toString('latin1', 0, header.length) === header ? 'searching' : 'other'
    }
    while (this.#state === 'searching' || this.#state === 'packet') {
      const rest = this.#state === 'searching' ? this.#search(bytes) : this.#collect(bytes)
      if (rest === null) return
      bytes = rest
    }
    this.#held = new Uint8Array()
  }

  /** Null for a file that is no PDF. */
  end(): ScannedPdf | null {
    if (this.#state === 'start' || this.#state === 'other') return null
    return { ends: pdfEnd.test(Buffer.from(this.#tail).toString('latin1')), claims: this.#claims }
  }

  /** What begins with a packet, or null if more bytes are needed. */
  #search(bytes: Buffer): Buffer | null {
    const begin = bytes.indexOf(packetBegin)
    if (begin === -1) {
      this.#held = lastBytes(bytes, packetBegin.length - 1)
      return null
    }
    this.#state = 'packet'
    return bytes.subarray(begin)
  }

  /** What follows the packet, or null if more bytes are needed. */
  #collect(bytes: Buffer): Buffer | null {
    const end = bytes.indexOf(packetEnd)
    if (end === -1 && bytes.length < longestPacket) {
      this.#held = bytes
      return null
    }
    const length = end === -1 ? longestPacket : end
    const claims = readPdfClaims(bytes.toString('utf8', 0, length))
    const found = claims.pdfA !== null || claims.pdfUa !== null
    if (found) this.#claims = claims
    this.#state = found ? 'done' : 'searching'
    return bytes.subarray(length)
  }
}

function lastBytes(bytes: Uint8Array, count: number): Uint8Array {
  return Uint8Array.from(bytes.subarray(Math.max(0, bytes.length - count)))
}
