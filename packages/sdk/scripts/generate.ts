/**
 * Writes `src/generated/` from the router of @muniment/server: types, methods, error codes, messages of the port.
 * With `--check` it writes nothing and fails if what is there is not what it would write.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { generateFiles } from './generate-files.ts'

const folder = join(import.meta.dirname, '../src/generated')
const files = await generateFiles()

if (process.argv.includes('--check')) {
  const stale: string[] = []
  for (const [name, text] of files) {
    const present = await readFile(join(folder, name), 'utf8').catch(() => undefined)
    if (present !== text) stale.push(name)
  }
  if (stale.length > 0) {
    process.stderr.write(`The SDK is not what the router is: ${stale.join(', ')}. Run \`pnpm run generate\`.\n`)
    process.exitCode = 1
  }
} else {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of files) await writeFile(join(folder, name), text)
}
