import { delimiter, join, resolve, sep } from 'node:path'
import type { Environment } from './env.ts'

/**
 * The folders in which packages with drivers are looked for: those that were asked for, else `drivers` in the data
 * folder; and always the one whose `node_modules` this package is installed in, since whoever installs an archiver beside
 * the server means it.
 */
export function driverFoldersFor(
  asked: readonly string[],
  { MUNIMENT_DRIVERS = '' }: Environment,
  dataFolder: string,
): readonly string[] {
  const named = asked.length > 0 ? asked : MUNIMENT_DRIVERS.split(delimiter).filter(Boolean)
  const chosen = named.length > 0 ? named.map((folder) => resolve(folder)) : [join(dataFolder, 'drivers')]
  const installation = installationFolder(import.meta.dirname)
  return installation === undefined ? chosen : [...chosen, installation]
}

/**
 * The folder that holds the outermost `node_modules` of a path: pnpm has more of them further in, which hold each
 * package's own dependencies. Undefined in our own repository.
 */
export function installationFolder(path: string): string | undefined {
  const end = path.indexOf(`${sep}node_modules${sep}`)
  return end < 0 ? undefined : path.slice(0, end)
}
