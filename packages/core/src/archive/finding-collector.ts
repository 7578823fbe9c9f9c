import type { FindingCode, VerifyFinding } from './verify-finding.ts'

const mostFindings = 1_000

/** Collects what a verification finds; bounded, and counts what it leaves out. */
export class FindingCollector {
  readonly findings: VerifyFinding[] = []
  leftOut = 0
  damages = 0
  /** Something could not be looked at: the archive may not be called intact. */
  notFullyChecked = false

  damage(code: FindingCode, path: string | null, message: string): void {
    this.damages += 1
    this.#add({ code, severity: 'damage', path, message })
  }

  notice(code: FindingCode, path: string | null, message: string): void {
    this.#add({ code, severity: 'notice', path, message })
  }

  #add(finding: VerifyFinding): void {
    if (this.findings.length >= mostFindings) {
      this.leftOut += 1
      // However many notices there are, they hide no damage.
      const notice = finding.severity === 'damage' ? this.findings.findLastIndex(isNotice) : -1
      if (notice === -1) return
      this.findings.splice(notice, 1)
    }
    this.findings.push(finding)
  }
}

function isNotice({ severity }: VerifyFinding): boolean {
  return severity === 'notice'
}
