import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toTable, type Measurement } from './measurement.ts'

const readme = join(import.meta.dirname, 'README.md')
const begin = '<!-- measured: written by npx pnpm@12 bench --write -->'
const end = '<!-- /measured -->'

/** Puts what was measured between the marks in README.md, in place of what was there. */
export async function writeTable(machine: string, measurements: readonly Measurement[]): Promise<void> {
  const text = await readFile(readme, 'utf8')
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from === -1 || to < from) throw new Error(`${readme} has lost its marks.`)
  const measured = `${begin}\n\n${machine}\n\n${toTable(measurements)}\n\n`
  await writeFile(readme, text.slice(0, from) + measured + text.slice(to))
}
