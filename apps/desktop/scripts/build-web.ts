// Builds the page for browsers into packages/server/out/web, unless that was done since the last change of its sources.

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'

const desktop = join(import.meta.dirname, '..')
const packages = join(desktop, '../../packages')
const built = join(packages, 'server/out/web/index.html')
const sources = [join(desktop, 'src/renderer'), join(desktop, 'vite.web.config.ts'), join(packages, 'sdk/src')]

if ((await newestChange(sources)) > (await changeOf(built))) {
  // Whoever runs tests, or develops, has it otherwise: React and its kit would be other ones, which keep all rows of a
  // table in the page.
  process.env['NODE_ENV'] = 'production'
  const { build } = await import('vite')
  process.chdir(desktop)
  await build({ configFile: 'vite.web.config.ts', logLevel: 'warn' })
}

async function newestChange(paths: readonly string[]): Promise<number> {
  let newest = 0
  for (const path of paths) {
    newest = Math.max(newest, await changeOf(path))
    const below = await readdir(path, { recursive: true }).catch(() => [])
    for (const name of below) newest = Math.max(newest, await changeOf(join(path, name)))
  }
  return newest
}

/** Milliseconds since 1970; 0 if there is nothing. */
async function changeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}
