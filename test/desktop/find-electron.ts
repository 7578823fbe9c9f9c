import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'

const desktop = new URL('../../apps/desktop/package.json', import.meta.url)

/** The program of Electron, where it is installed. To ask its package would download it. */
export function findElectron(): string | undefined {
  const folder = dirname(createRequire(desktop).resolve('electron/package.json'))
  const written = join(folder, 'path.txt')
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!existsSync(written) && elsewhere === undefined) return undefined
  const name = existsSync(written) ? readFileSync(written, 'utf8') : 'electron'
  const program = join(elsewhere ?? join(folder, 'dist'), name)
  return existsSync(program) ? program : undefined
}
