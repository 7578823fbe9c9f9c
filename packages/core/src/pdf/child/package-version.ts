import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'

/** The version of an installed package, as its own package.json has it. */
export function packageVersion(name: string): string {
  const file = findPackageJSON(name, import.meta.url)
  const content: unknown = file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'))
  const isTold = typeof content === 'object' && content !== null && 'version' in content
  if (isTold && typeof content.version === 'string') return content.version
  throw new Error(`The package ${name} does not tell its version.`)
}
