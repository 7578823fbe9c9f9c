import { execFile } from 'node:child_process'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

const repository = join(import.meta.dirname, '../..')
const desktop = join(repository, 'apps/desktop')
/** Below the desktop's folder, where the built programs find its dependencies. */
const builds = join(desktop, 'out/test')
/** All that goes into the bundles. */
const inputs = [
  'apps/desktop/src',
  'apps/desktop/electron.vite.config.ts',
  'apps/desktop/package.json',
  'packages/sdk/src',
  'pnpm-lock.yaml',
]

let building: Promise<string> | undefined

/** Builds the desktop app as its `build` script does, unless that was done since the last change. @returns the main program. */
export function buildDesktop(): Promise<string> {
  return (building ??= buildIfChanged())
}

/** Each state of the sources has a folder, which appears whole: test files build at the same time. */
async function buildIfChanged(): Promise<string> {
  const changes = await Promise.all(inputs.map((input) => newestChange(join(repository, input))))
  const name = String(Math.floor(Math.max(...changes)))
  const built = join(builds, name)
  const main = join(built, 'main/main.js')
  if (await exists(main)) return main
  await mkdir(builds, { recursive: true })
  const before = await readdir(builds)
  const unfinished = join(builds, `${name}-${process.pid}`)
  // As it is released: for tests, React and its kit would be other ones, which keep all rows of a table in the page.
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [electronVite(), 'build', '--outDir', unfinished], { cwd: desktop, env })
  try {
    await rename(unfinished, built)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    // Another test file was first.
    if (!(await exists(main))) throw error
  }
  for (const older of before.filter((other) => !other.startsWith(name))) {
    await rm(join(builds, older), { recursive: true, force: true })
  }
  return main
}

function electronVite(): string {
  const manifest = createRequire(join(desktop, 'package.json')).resolve('electron-vite/package.json')
  return join(dirname(manifest), 'bin/electron-vite.js')
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function newestChange(path: string): Promise<number> {
  const { mtimeMs } = await stat(path)
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const times = await Promise.all(
    entries.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).mtimeMs),
  )
  return Math.max(mtimeMs, ...times)
}
