import { execFile } from 'node:child_process'
import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)
const example = join(import.meta.dirname, '../example-archiver')
const packed = z.tuple([z.object({ filename: z.string() })])

/**
 * Packs the example as its author would, and installs it into a driver folder as an operator would. No network: what it
 * depends on is the copy in this repository.
 */
export async function installExample(driverFolder: string): Promise<void> {
  await mkdir(driverFolder, { recursive: true })
  const { stdout } = await npm(['pack', '--json', '--pack-destination', driverFolder], example)
  const [{ filename }] = packed.parse(JSON.parse(stdout))
  const zod = await realpath(join(import.meta.dirname, '../node_modules/zod'))
  const flags = ['--prefix', driverFolder, '--offline', '--no-audit', '--no-fund']
  await npm(['install', ...flags, join(driverFolder, filename), zod], driverFolder)
}

function npm(args: readonly string[], folder: string) {
  // On Windows, npm is a script that only a shell starts.
  return run('npm', args, { cwd: folder, shell: process.platform === 'win32' })
}
