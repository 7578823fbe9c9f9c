// Measures how fast Muniment is, as ratios within one run: node bench.ts [theme …] [--large] [--write].
// --large adds what takes long (10,000 items); --write puts the table into README.md beside this file.

import process from 'node:process'
import { parseArgs } from 'node:util'
import { describeMachine } from './machine.ts'
import { toTable, type Measurement, type Theme } from './measurement.ts'
import { largeFiles } from './themes/large-files.ts'
import { memory } from './themes/memory.ts'
import { pipeline } from './themes/pipeline.ts'
import { reports } from './themes/reports.ts'
import { rerun } from './themes/rerun.ts'
import { serving } from './themes/serving.ts'
import { startUp } from './themes/start-up.ts'
import { tasks } from './themes/tasks.ts'
import { verifying } from './themes/verifying.ts'
import { writeTable } from './write-table.ts'

const themes: Readonly<Record<string, Theme>> = {
  reports,
  pipeline,
  rerun,
  memory,
  files: largeFiles,
  tasks,
  'start-up': startUp,
  verifying,
  serving,
}

async function bench(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { large: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  })
  const wanted = positionals.length === 0 ? Object.keys(themes) : positionals
  const unknown = wanted.find((name) => !Object.hasOwn(themes, name))
  if (unknown !== undefined) throw new Error(`No theme “${unknown}”. There are: ${Object.keys(themes).join(', ')}.`)
  const machine = describeMachine()
  const measurements: Measurement[] = []
  for (const name of wanted) {
    const say = (sentence: string): void => console.error(`… ${sentence}`)
    measurements.push(...((await themes[name]?.({ large: values.large, say })) ?? []))
  }
  console.log(`${machine}\n\n${toTable(measurements)}`)
  if (values.write) await writeTable(machine, measurements)
}

await bench().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
