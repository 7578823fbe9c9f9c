// Packs the app for the system that this runs on. Told by environment variables:
//   MUNIMENT_UPDATE_ADDRESS, MUNIMENT_UPDATE_CHANNEL: where the app looks for new versions
//   MUNIMENT_HOMEPAGE: page about the app, which Debian packages have to name
//   MUNIMENT_NOTARIZE=1: lets Apple notarize
//   MUNIMENT_ELECTRON_DIST: an Electron on this computer instead of a download
//   MUNIMENT_PACKAGE_OUTPUT: where installers go; out/installers unless set
// `--dir` makes the folder of the app without installers.

import { execFile } from 'node:child_process'
import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs, promisify } from 'node:util'
import { build } from 'electron-builder'
import electron from 'electron/package.json' with { type: 'json' }
import { builderConfiguration } from '../packaging/builder-configuration.ts'

const desktop = join(import.meta.dirname, '..')
const deployed = join(desktop, 'out/deployed')
const run = promisify(execFile)
const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } })
const { env } = process
/** What is set to nothing is not set. */
const given = (name: string): string | undefined => env[name] || undefined

await deploy()
const made = await build({
  projectDir: deployed,
  dir: values.dir,
  config: builderConfiguration({
    output: given('MUNIMENT_PACKAGE_OUTPUT') ?? join(desktop, 'out/installers'),
    resources: join(desktop, 'packaging'),
    electronVersion: electron.version,
    electronDist: given('MUNIMENT_ELECTRON_DIST'),
    updateAddress: given('MUNIMENT_UPDATE_ADDRESS'),
    updateChannel: given('MUNIMENT_UPDATE_CHANNEL'),
    homepage: given('MUNIMENT_HOMEPAGE'),
    notarizes: given('MUNIMENT_NOTARIZE') === '1',
  }),
})
await rm(deployed, { recursive: true, force: true })
for (const file of made) process.stdout.write(`${file}\n`)

/** Makes a folder of the built app with all that it needs, and nothing of the workspace around it. */
async function deploy(): Promise<void> {
  await rm(deployed, { recursive: true, force: true })
  await mkdir(join(desktop, 'out'), { recursive: true })
  const pnpm = env['npm_execpath']
  if (pnpm === undefined) throw new Error('Run this with pnpm: npx pnpm@12 --filter @muniment/desktop run package')
  const deploying = ['--filter', '@muniment/desktop', '--prod', '--config.node-linker=hoisted', 'deploy', deployed]
  // pnpm is a program of its own, or a script of Node.
  if (/\.[cm]?js$/u.test(pnpm)) await run(process.execPath, [pnpm, ...deploying], { cwd: desktop })
  else await run(pnpm, deploying, { cwd: desktop })
  for (const folder of ['src', 'scripts', 'packaging', 'dist', 'out', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    await rm(join(deployed, folder), { recursive: true, force: true })
  }
  for (const part of ['main', 'preload', 'renderer']) {
    await cp(join(desktop, 'out', part), join(deployed, 'out', part), { recursive: true })
  }
}
