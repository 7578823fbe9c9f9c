import { readdir, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readPackageManifest, type PackageManifest } from './package-manifest.ts'

/** A package that says that it has drivers. */
export interface FoundPackage extends PackageManifest {
  /** Its folder, links resolved: a package that is linked from elsewhere is told by where it really is. */
  readonly folder: string
}

/** More packages than any installation has; the rest is not looked at. */
const mostPackages = 5_000

/**
 * Finds the packages with drivers in folders that hold a `node_modules`, as `npm install --prefix` fills them, and in
 * the folders themselves: a package that is being written. The order is that of the folders, then of the names, the
 * same on every machine. A package that is found again in the same place is told once.
 */
export async function findDriverPackages(folders: readonly string[]): Promise<readonly FoundPackage[]> {
  const found = new Map<string, FoundPackage>()
  for (const folder of folders) {
    const candidates = [
      { path: folder, name: basename(folder) },
      ...(await packagesIn(join(folder, 'node_modules'))).slice(0, mostPackages),
    ]
    for (const { path, name } of candidates) {
      const manifest = await readPackageManifest(path, name)
      if (!manifest) continue
      const real = await realpath(path)
      if (!found.has(real)) found.set(real, { ...manifest, folder: real })
    }
  }
  return [...found.values()]
}

interface Candidate {
  readonly path: string
  readonly name: string
}

/** Packages of a `node_modules` by name, those with a scope too. Nothing where there is none. */
async function packagesIn(folder: string): Promise<readonly Candidate[]> {
  const packages: Candidate[] = []
  for (const name of await namesIn(folder)) {
    if (!name.startsWith('@')) packages.push({ path: join(folder, name), name })
    else for (const inner of await namesIn(join(folder, name))) packages.push(scoped(folder, name, inner))
  }
  return packages
}

function scoped(folder: string, scope: string, name: string): Candidate {
  return { path: join(folder, scope, name), name: `${scope}/${name}` }
}

/** By code units, which no language of the machine changes. Hidden ones, such as `.bin`, are no packages. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => !name.startsWith('.')).toSorted()
}
