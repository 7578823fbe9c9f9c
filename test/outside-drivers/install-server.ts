import { cp, mkdir, readdir, realpath, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const packages = join(import.meta.dirname, '../../packages')

/**
 * Puts our packages, as built, into a `node_modules` as an installation from a registry would: real folders, with what
 * they depend on beside them.
 *
 * @returns the program `muniment`
 */
export async function installServer(folder: string): Promise<string> {
  const modules = join(folder, 'node_modules')
  for (const name of ['core', 'server', 'sdk']) {
    const from = join(packages, name)
    const files = (await readdir(from)).filter((entry) => /^(?:dist|assets|bin|package\.json)$/u.test(entry))
    for (const file of files) await cp(join(from, file), join(modules, '@muniment', name, file), { recursive: true })
    for (const dependency of await installed(join(from, 'node_modules'))) {
      const link = join(modules, dependency)
      await mkdir(dirname(link), { recursive: true })
      const target = await realpath(join(from, 'node_modules', dependency))
      await symlink(target, link, 'junction').catch(unlessThere)
    }
  }
  return join(modules, '@muniment', 'server', 'bin', 'muniment.mjs')
}

/** Names of packages in a `node_modules`, but our own. */
async function installed(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  const nested = await Promise.all(
    names.map(async (name) =>
      name.startsWith('@') ? (await readdir(join(folder, name))).map((it) => `${name}/${it}`) : [name],
    ),
  )
  return nested.flat().filter((name) => !name.startsWith('.') && !name.startsWith('@muniment/'))
}

/** Several of our packages need the same one. */
function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
