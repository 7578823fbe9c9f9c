import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { accessTable } from '../src/access-table.ts'
import { settingsTable } from '../src/configuration/describe-settings.ts'

// Writes the tables that code knows into the README; with --check it only says whether the README has them.

const file = join(import.meta.dirname, '../README.md')
const text = await readFile(file, 'utf8')
const written = putTable(putTable(text, 'settings', settingsTable()), 'access', accessTable())
if (!process.argv.includes('--check')) await writeFile(file, written)
else if (written !== text) {
  process.stderr.write(`${file}: its tables are not up to date. Run: npx pnpm@12 generate\n`)
  process.exitCode = 1
}

function putTable(readme: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name}: made by the command \`generate\` -->`, `<!-- end of ${name} -->`]
  const [before, rest] = readme.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`${file} has no place for the table of ${name}.`)
  return `${before}${begin}\n\n${table}\n\n${end}${after}`
}
