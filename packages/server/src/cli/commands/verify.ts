import { resolve } from 'node:path'
import { verifyArchive, type VerifyReport } from '@muniment/core'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { formatBytes } from '../quantities.ts'

const shown = 50

/** `muniment verify <zip or folder>`: checks an archive where it lies; needs no database and no server. */
export async function verifyCommand(path: string, _options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, interrupted } = invocation
  const report = await verifyArchive(resolve(path), { signal: interrupted })
  terminal.settle()
  if (terminal.json) terminal.result(report)
  else for (const line of describeReport(report)) terminal.say(line)
  return report.verdict === 'intact' ? exitCodes.finished : exitCodes.damaged
}

function describeReport(report: VerifyReport): string[] {
  const { verdict, title, filesChecked, bytesChecked, findings, findingsLeftOut } = report
  const words = {
    intact: 'Intact: every file is there, unchanged, and nothing was added.',
    damaged: 'Damaged. What was found:',
    not_fully_checked: 'Not fully checked. Do not rely on it. What was found:',
  } as const
  const lines = findings.slice(0, shown).map(({ severity, path, message }) => {
    const mark = severity === 'damage' ? '✗' : '·'
    return `  ${mark} ${path === null ? '' : `${path}: `}${message}`
  })
  const hidden = findings.length - lines.length + findingsLeftOut
  return [
    ...(title === null ? [] : [title]),
    words[verdict],
    ...lines,
    ...(hidden > 0 ? [`  … and ${hidden} more`] : []),
    `Checked: ${filesChecked} files, ${formatBytes(bytesChecked)}.`,
  ]
}
