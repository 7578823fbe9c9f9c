import type { FindingCollector } from '../finding-collector.ts'
import type { ScannedPdf } from './pdf-scan.ts'

/** Media type of a report that can be checked. */
export const pdfMediaType = 'application/pdf'

/**
 * The usual check of reports: that each is a PDF from its first byte to its last, and says that it conforms to PDF/A
 * and PDF/UA. Whether that is so is for the deep check to find.
 */
export class ReportChecks {
  readonly #findings: FindingCollector
  readonly #scanned: ReadonlyMap<string, ScannedPdf>
  #withoutClaims = 0
  #firstWithoutClaims: string | null = null

  /** @param scanned the files that are PDFs, by path. */
  constructor(findings: FindingCollector, scanned: ReadonlyMap<string, ScannedPdf>) {
    this.#findings = findings
    this.#scanned = scanned
  }

  /** @param path of a report whose bytes are those that were sealed. */
  check(path: string): void {
    const pdf = this.#scanned.get(path)
    if (!pdf) {
      this.#findings.damage('report_unreadable', path, 'This is to be a PDF, and it is none.')
    } else if (!pdf.ends) {
      this.#findings.damage('report_unreadable', path, 'The PDF is cut off, or something else follows its end.')
    } else if (pdf.claims.pdfA === null || pdf.claims.pdfUa === null) {
      this.#withoutClaims += 1
      this.#firstWithoutClaims ??= path
    }
  }

  /** Says once, however many there are, that reports claim no standard: that is a matter of who made them. */
  end(): void {
    if (this.#withoutClaims === 0) return
    const reports = this.#withoutClaims === 1 ? 'One report does' : `${this.#withoutClaims} reports do`
    const message = `${reports} not claim to be PDF/A for long-term archiving and PDF/UA for accessibility. It is as it was sealed.`
    this.#findings.notice('report_nonconforming', this.#firstWithoutClaims, message)
  }
}
