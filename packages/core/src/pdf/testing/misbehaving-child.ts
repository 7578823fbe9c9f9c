// A stand-in for the typesetting process that misbehaves as the report's title says.
//
// `die`: ends at every job; `die once <file>`: ends at the first job only, told by a file; `hang`: never answers, and is
// too busy to hear anything; `refuse section <words>`: refuses every report in which that section is set as designed.

import { existsSync, writeFileSync } from 'node:fs'
import type { TypesetAnswer, TypesetJob } from '../pool/child-protocol.ts'

function behave({ request, plan }: TypesetJob): TypesetAnswer {
  const { title, sections } = request.document
  const [behaviour, marker = ''] = title.split(': ')
  if (behaviour === 'die') process.kill(process.pid, 'SIGKILL')
  if (behaviour === 'die once' && !existsSync(marker)) {
    writeFileSync(marker, '')
    process.kill(process.pid, 'SIGKILL')
  }
  if (behaviour === 'hang') for (;;) Math.random()
  const refused = sections.some(
    ({ heading }, index) => heading === 'poison' && !plan.leftOut.includes(index) && !plan.plain.includes(index),
  )
  const memoryBytes = 1
  if (behaviour === 'die on poison' && refused) process.kill(process.pid, 'SIGKILL')
  if (refused) return { kind: 'refused', reason: 'poison', memoryBytes }
  const notes = [`plain: ${plan.plain.join(' ')}`, `process: ${process.pid}`]
  return { kind: 'done', report: { pdf: new Uint8Array(1), pages: 1, notes, formulas: new Map() }, memoryBytes }
}

process.on('message', (job: TypesetJob) => process.send?.(behave(job)))
process.on('disconnect', () => process.exit())
