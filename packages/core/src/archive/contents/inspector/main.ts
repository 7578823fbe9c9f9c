// The process that looks into files: node main.js <timeoutMs> <memoryBytes>. It is killed at any time and keeps nothing.

import { keepCompiled } from '../../../keep-compiled.ts'
import { Watchdog } from '../../../watchdog.ts'
import type { Inspection, InspectionJob } from '../inspection.ts'
import { inspectCopy } from './inspect-copy.ts'
import { inspectRawAnswer } from './inspect-raw-answer.ts'
import { inspectReport } from './inspect-report.ts'

const [, , timeout, memory] = process.argv
if (memory === undefined || process.send === undefined) {
  throw new Error('This module is started by the verifier, not by hand.')
}
const watchdog = new Watchdog({ timeoutMs: Number(timeout), memoryBytes: Number(memory) })

async function inspect(job: InspectionJob): Promise<Inspection> {
  if (job.kind === 'report') return inspectReport(job.bytes, job.recordJson)
  const findings = job.kind === 'copy' ? inspectCopy(job.bytes) : inspectRawAnswer(job.bytes)
  return { findings, recordCompared: false }
}

process.on('message', (job: InspectionJob) => {
  watchdog.expect()
  // A fault of ours ends the process by an unhandled rejection, which the parent takes for “given up”.
  void inspect(job).then((inspection) => {
    watchdog.relax()
    keepCompiled()
    process.send?.(inspection)
  })
})
process.on('disconnect', () => process.exit())
