import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { openApiDocument, packageVersion, type OpenApiDocument } from '@muniment/server'
import { findBreakingChanges } from './compare-apis.ts'
import { announcesBreakingChange } from './announces-breaking-change.ts'

// Says what callers of the last release could no longer do, and fails unless a changeset announces it. With --release it
// writes down what is released instead.

const repository = join(import.meta.dirname, '../..')
const releasedFile = join(repository, 'packages/server/released/openapi.json')
const current = openApiDocument()

if (process.argv.includes('--release')) {
  await mkdir(dirname(releasedFile), { recursive: true })
  await writeFile(releasedFile, `${JSON.stringify(current, null, 2)}\n`)
} else {
  const text = await readFile(releasedFile, 'utf8').catch(() => undefined)
  if (text === undefined) process.stdout.write('Nothing has been released yet, so nothing can break.\n')
  else {
    const released: OpenApiDocument = JSON.parse(text)
    const changes = findBreakingChanges(released, current)
    for (const change of changes) process.stdout.write(`${change}\n`)
    if (changes.length > 0 && !announcesBreakingChange(await readChangesets(), packageVersion())) {
      process.stderr.write(
        'That breaks programs of others. Keep what was there, or announce it: npx pnpm@12 changeset\n',
      )
      process.exitCode = 1
    }
  }
}

async function readChangesets(): Promise<readonly string[]> {
  const folder = join(repository, '.changeset')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md')
  return await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
}
