import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exitCodes } from './cli/exit-codes.ts'
import { environmentVariables } from './env.ts'

test('the README tells every variable and every exit code', async () => {
  const text = await readFile(join(import.meta.dirname, '../README.md'), 'utf8')
  const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  for (const [name, meaning] of Object.entries(environmentVariables)) {
    const row = rows.find((cells) => cells[1] === `\`${name}\`` || cells[2] === `\`${name}\``)
    expect(row, name).toContain(meaning)
  }
  for (const code of Object.values(exitCodes)) expect(rows.map((row) => row[1])).toContain(String(code))
})
