// The process that sets reports: node main.js <workspace> <timeoutMs>. It is killed at any time and keeps nothing.

import { rmSync } from 'node:fs'
import { keepCompiled } from '../../keep-compiled.ts'
import { Watchdog } from '../../watchdog.ts'
import type { TypesetAnswer, TypesetJob } from '../pool/child-protocol.ts'
import { ReportSetter } from './typeset-report.ts'
import { TypstRefusal } from './typst-compiler.ts'

const [, , workspace, timeout] = process.argv
if (workspace === undefined || process.send === undefined) {
  throw new Error('This module is started by the report typesetter, not by hand.')
}
const watchdog = new Watchdog({ timeoutMs: Number(timeout) })
const setter = new ReportSetter(workspace)

async function answer(job: TypesetJob): Promise<TypesetAnswer> {
  watchdog.expect()
  try {
    const report = await setter.set(job)
    return { kind: 'done', report, memoryBytes: process.memoryUsage.rss() }
  } catch (error) {
    if (!(error instanceof TypstRefusal)) throw error
    return { kind: 'refused', reason: error.message, memoryBytes: process.memoryUsage.rss() }
  } finally {
    watchdog.relax()
    keepCompiled()
  }
}

process.on('message', (job: TypesetJob) => {
  // A fault of ours ends the process by an unhandled rejection, which the parent sees and mends.
  void answer(job).then((result) => process.send?.(result))
})
process.on('disconnect', () => {
  // Our parent is gone. Where it was killed, nobody else removes the folder, in which the typefaces lie.
  rmSync(workspace, { recursive: true, force: true })
  process.exit()
})
