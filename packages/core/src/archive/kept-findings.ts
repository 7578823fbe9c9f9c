import type { VerifyFinding, VerifyReport } from './verify-finding.ts'

const mostKept = 100
/** An archive from elsewhere can have names and texts of any length. */
const longestText = 1_000

/** What is kept of a report's findings: damage first, bounded in number and length. */
export function toKeptFindings({
  findings,
  findingsLeftOut,
}: VerifyReport): Pick<VerifyReport, 'findings' | 'findingsLeftOut'> {
  const ordered = [...findings.filter(isDamage), ...findings.filter((finding) => !isDamage(finding))]
  const kept = ordered.slice(0, mostKept).map((finding) => ({
    ...finding,
    path: finding.path === null ? null : shortened(finding.path),
    message: shortened(finding.message),
  }))
  return { findings: kept, findingsLeftOut: findingsLeftOut + ordered.length - kept.length }
}

function isDamage({ severity }: VerifyFinding): boolean {
  return severity === 'damage'
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText).toWellFormed()}…` : text
}
