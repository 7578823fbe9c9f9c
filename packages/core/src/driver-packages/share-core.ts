import { registerHooks, type ModuleHooks } from 'node:module'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as driverKit from '../driver-kit.ts'

export const ourName = '@muniment/core'
const sharedUrl = 'muniment-core:shared'
const sharedKey = Symbol.for('muniment.shared-core')

/** Folders whose modules get the running core; only those of packages with drivers. */
const folders = new Set<string>()
let hooks: ModuleHooks | undefined

/**
 * From now on, whatever lies in these folders and imports `@muniment/core` gets the core that is running: not a second
 * copy of another version, which a `node_modules` there may hold, and even where there is none at all. Everything else
 * imports as ever; a folder in which we lie ourselves is left out, since it holds more than drivers.
 *
 * The hooks are Node's own (`module.registerHooks`). What they hand out is made from the running module itself, so it is
 * the same in sources, in the built package and in a bundled app.
 */
export function shareCoreWith(packageFolders: readonly string[]): void {
  const ownPath = fileURLToPath(import.meta.url)
  for (const folder of packageFolders) {
    const beginning = folder.endsWith(sep) ? folder : `${folder}${sep}`
    if (!ownPath.startsWith(beginning)) folders.add(beginning)
  }
  if (hooks || folders.size === 0) return
  Object.assign(globalThis, { [sharedKey]: driverKit })
  hooks = registerHooks({
    resolve(specifier, context, next) {
      if (!isOurs(specifier) || !isWithinFolders(context.parentURL)) return next(specifier, context)
      if (specifier === ourName) return { url: sharedUrl, format: 'module', shortCircuit: true }
      throw new Error(`${specifier} is for tests; a driver that runs can import ${ourName} alone.`)
    },
    load(url, context, next) {
      if (url !== sharedUrl) return next(url, context)
      return { format: 'module', source: sharedSource(), shortCircuit: true }
    },
  })
}

const isOurs = (specifier: string): boolean => specifier === ourName || specifier.startsWith(`${ourName}/`)

function isWithinFolders(parentUrl: string | undefined): boolean {
  if (parentUrl === undefined || !parentUrl.startsWith('file:')) return false
  const path = fileURLToPath(parentUrl)
  return [...folders].some((folder) => path.startsWith(folder))
}

/** What the shared core exports. */
export function sharedNames(): readonly string[] {
  return Object.keys(driverKit).toSorted()
}

function sharedSource(): string {
  return [
    `const core = globalThis[Symbol.for(${JSON.stringify(sharedKey.description)})]`,
    ...sharedNames().map((name) => `export const ${name} = core.${name}`),
  ].join('\n')
}
