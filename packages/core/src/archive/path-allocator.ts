import { pathKey, withSuffix } from './safe-path.ts'

/** Hands out paths of which no two are the same file on any operating system. */
export interface PathAllocator {
  /**
   * `path` as it is, or with ` (2)`, ` (3)` … appended if it clashes with one handed out before. A folder that differs
   * from an earlier one in case or normal form alone takes the earlier one's spelling.
   */
  allocate(path: string): string
}

export interface PathAllocatorOptions {
  /** The paths have no extension yet (it is appended later), so a dot in them is an ordinary character. */
  readonly withoutExtension?: boolean
}

/**
 * Deterministic: the same paths in the same order give the same answers. Remembers every path, about 200 bytes each.
 *
 * @param options.withoutExtension see {@link PathAllocatorOptions}
 */
export function createPathAllocator(options: PathAllocatorOptions = {}): PathAllocator {
  const files = new Set<string>()
  const folders = new Map<string, string>()
  const lastNumber = new Map<string, number>()
  const suffixed = options.withoutExtension ? (path: string, n: number) => `${path} (${n})` : withSuffix

  function spellFolder(names: readonly string[]): string {
    let spelled = ''
    for (const name of names) {
      let candidate = `${spelled}${name}/`
      // A folder cannot have the name of a file.
      for (let number = 2; files.has(pathKey(candidate.slice(0, -1))); number += 1) {
        candidate = `${spelled}${name} (${number})/`
      }
      const key = pathKey(candidate)
      const known = folders.get(key)
      if (known === undefined) folders.set(key, candidate)
      spelled = known ?? candidate
    }
    return spelled
  }

  return {
    allocate(path) {
      const names = path.split('/')
      const fileName = names.pop() ?? ''
      const wanted = `${spellFolder(names)}${fileName}`
      const wantedKey = pathKey(wanted)
      let number = lastNumber.get(wantedKey) ?? 1
      let allocated = number === 1 ? wanted : suffixed(wanted, number)
      while (files.has(pathKey(allocated)) || folders.has(`${pathKey(allocated)}/`)) {
        number += 1
        allocated = suffixed(wanted, number)
      }
      lastNumber.set(wantedKey, number)
      files.add(pathKey(allocated))
      return allocated
    },
  }
}
