import { readFileSync, realpathSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * The version of an installed package, as its own package.json has it.
 *
 * @param neededBy a package of ours that brings it along, where it is not one of ours
 */
export function packageVersion(name: string, neededBy?: string): string {
  const from = neededBy === undefined ? import.meta.url : pathToFileURL(realPackageFile(neededBy)).href
  const content: unknown = JSON.parse(readFileSync(packageFile(name, from), 'utf8'))
  const isTold = typeof content === 'object' && content !== null && 'version' in content
  if (isTold && typeof content.version === 'string') return content.version
  throw new Error(`The package ${name} does not tell its version.`)
}

/** Where the package lies, not where a link to it does: what it brings along lies beside it. */
function realPackageFile(name: string): string {
  return realpathSync(packageFile(name, import.meta.url))
}

function packageFile(name: string, from: string): string {
  const file = findPackageJSON(name, from)
  if (file !== undefined) return file
  throw new Error(`The package ${name} is not installed.`)
}
