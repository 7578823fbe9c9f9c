import type { VerifyFinding, VerifyReport } from '@muniment/core'
import { formatBytes } from './quantities.ts'

const shownFindings = 50
const longestText = 400
/** What could move the cursor, clear the screen or turn a line around. An archive from elsewhere says what it likes. */
const unprintable = /[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu

const verdicts = {
  intact: 'Intact: every file is there and as it was sealed, and nothing was added.',
  damaged: 'Damaged: the archive is not as it was sealed, or contradicts itself.',
  not_fully_checked: 'Not fully checked: do not rely on it. Something could not be looked at.',
} as const

/** The result of a verification for people, line by line: the verdict, what was found, what was checked. */
export function describeVerification(report: VerifyReport): readonly string[] {
  const { verdict, title, complete } = report
  const incomplete = verdict === 'intact' && complete === false
  return [
    ...(title === null ? [] : [printable(title)]),
    verdicts[verdict] + (incomplete ? ' It was sealed as incomplete: something is missing, and it says so.' : ''),
    ...describeTimestamps(report),
    ...describeFindings(report),
    ...describeChecks(report),
  ]
}

function describeTimestamps({ timestamps }: VerifyReport): readonly string[] {
  return timestamps.map(({ authority, time, trusted }) => {
    const trust = trusted ? '' : ' (whether this authority can be trusted was not checked)'
    return `Time certified by ${printable(authority)} at ${time.toISOString()}${trust}.`
  })
}

/** What was found, damage first; nothing if nothing was. */
export function describeFindings({
  findings,
  findingsLeftOut,
}: Pick<VerifyReport, 'findings' | 'findingsLeftOut'>): readonly string[] {
  if (findings.length === 0) return []
  const ordered = [...findings.filter(isDamage), ...findings.filter((finding) => !isDamage(finding))]
  const lines = ordered.slice(0, shownFindings).map((finding) => {
    const { path, message, code } = finding
    const where = path === null ? '' : `${printable(path)}: `
    return `  ${isDamage(finding) ? '✗' : '·'} ${where}${printable(message)} [${code}]`
  })
  const hidden = findings.length - lines.length + findingsLeftOut
  return ['Found:', ...lines, ...(hidden > 0 ? [`  … and ${hidden} more; --json tells them`] : [])]
}

function describeChecks({ filesChecked, bytesChecked, contentsChecked, verdict }: VerifyReport): readonly string[] {
  const others =
    verdict === 'intact'
      ? 'the container, the lists and the items against each other'
      : 'the container; the lists and the items as far as they can be read'
  return [
    `Checked: ${filesChecked} files, ${formatBytes(bytesChecked)}, against their checksums; ${others}.`,
    ...(contentsChecked === null ? [] : [describeContents(contentsChecked)]),
    ...(contentsChecked === null && verdict === 'intact'
      ? ['Not looked into: what is in the reports. Add --deep for that.']
      : []),
  ]
}

function describeContents(contents: NonNullable<VerifyReport['contentsChecked']>): string {
  const { reports, recordsCompared, copies, rawAnswers } = contents
  return `Looked into: ${reports} reports (${recordsCompared} compared with the list of items), ${copies} copies for browsers, ${rawAnswers} raw answers.`
}

function isDamage({ severity }: VerifyFinding): boolean {
  return severity === 'damage'
}

/** A text from elsewhere as one line that does nothing to a screen. */
export function printable(text: string): string {
  const shown = text.toWellFormed().replaceAll(unprintable, '�')
  return shown.length > longestText ? `${shown.slice(0, longestText)}…` : shown
}
