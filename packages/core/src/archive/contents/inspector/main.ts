// The process that looks into files: node main.js <timeoutMs> <memoryBytes>. It is killed at any time and keeps nothing.

import type { Inspection, InspectionJob } from '../inspection.ts'
import { inspectCopy } from './inspect-copy.ts'
import { inspectRawAnswer } from './inspect-raw-answer.ts'
import { inspectReport } from './inspect-report.ts'
import { ResourceGuard } from './resource-guard.ts'

const [, , timeout, memory] = process.argv
if (memory === undefined || process.send === undefined) {
  throw new Error('This module is started by the verifier, not by hand.')
}
const guard = new ResourceGuard({ timeoutMs: Number(timeout), memoryBytes: Number(memory) })

async function inspect(job: InspectionJob): Promise<Inspection> {
  if (job.kind === 'report') return inspectReport(job.bytes, job.recordJson)
  const findings = job.kind === 'copy' ? inspectCopy(job.bytes) : inspectRawAnswer(job.bytes)
  return { findings, recordCompared: false }
}

process.on('message', (job: InspectionJob) => {
  guard.begin()
  // A fault of ours ends the process by an unhandled rejection, which the parent takes for “given up”.
  void inspect(job).then((inspection) => {
    guard.end()
    process.send?.(inspection)
  })
})
process.on('disconnect', () => process.exit())
