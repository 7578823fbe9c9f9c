import { createRequire } from 'node:module'

/** Version of this package, which is that of the program. */
export function packageVersion(): string {
  const facts: unknown = createRequire(import.meta.url)('../package.json')
  if (typeof facts !== 'object' || facts === null || !('version' in facts)) return '0.0.0'
  return String(facts.version)
}
