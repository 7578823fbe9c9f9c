import { createRequire } from 'node:module'

/** Version of this package, which is that of the program. */
export function packageVersion(): string {
  const facts: unknown = createRequire(import.meta.url)('../package.json')
  const known = typeof facts === 'object' && facts !== null && 'version' in facts && typeof facts.version === 'string'
  return known ? facts.version : '0.0.0'
}
