import { execFile } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

const repository = join(import.meta.dirname, '../..')
const desktop = join(repository, 'apps/desktop')
const main = join(desktop, 'out/main/main.js')
/** All that goes into the bundles. */
const inputs = [
  'apps/desktop/src',
  'apps/desktop/electron.vite.config.ts',
  'apps/desktop/package.json',
  'packages/sdk/src',
]

let building: Promise<string> | undefined

/** Builds the desktop app as its `build` script does, if something changed since. @returns the main program. */
export function buildDesktop(): Promise<string> {
  return (building ??= buildIfChanged())
}

async function buildIfChanged(): Promise<string> {
  const builtAt = await stat(main).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
  const changes = await Promise.all(inputs.map((input) => newestChange(join(repository, input))))
  if (Math.max(...changes) < builtAt) return main
  const manifest = createRequire(join(desktop, 'package.json')).resolve('electron-vite/package.json')
  const program = join(dirname(manifest), 'bin/electron-vite.js')
  await promisify(execFile)(process.execPath, [program, 'build'], { cwd: desktop })
  return main
}

async function newestChange(path: string): Promise<number> {
  const { mtimeMs } = await stat(path)
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const times = await Promise.all(
    entries.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).mtimeMs),
  )
  return Math.max(mtimeMs, ...times)
}
