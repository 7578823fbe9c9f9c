import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { settingsTable } from '../src/configuration/describe-settings.ts'

// Writes the table of settings into the README; with --check it only says whether the README has it.

const file = join(import.meta.dirname, '../README.md')
const [begin, end] = ['<!-- settings: made by the command `generate` -->', '<!-- end of settings -->']
const text = await readFile(file, 'utf8')
const [before, rest] = text.split(begin)
const after = rest?.split(end)[1]
if (before === undefined || after === undefined) throw new Error(`${file} has no place for the table of settings.`)
const written = `${before}${begin}\n\n${settingsTable()}\n\n${end}${after}`
if (!process.argv.includes('--check')) await writeFile(file, written)
else if (written !== text) {
  process.stderr.write(`${file}: the table of settings is not up to date. Run: npx pnpm@12 generate\n`)
  process.exitCode = 1
}
