import { basename, dirname } from 'node:path'
import type { TracedStep } from './crash-bench.ts'

/**
 * What must hold so that a power failure at any moment loses nothing that was told as done: a file is synced before it
 * gets its name, its folder after that, and both before a row of the database says that the file is there.
 *
 * @returns what is not in order, in sentences
 */
export function violationsOfWriteOrder(steps: readonly TracedStep[]): readonly string[] {
  const disk = new Disk()
  return steps.flatMap((step) => disk.take(step))
}

/** What would still be there after a power failure, as far as the order of steps tells. */
class Disk {
  /** Files that were written to since they were synced last. */
  readonly #unsynced = new Set<string>()
  /** Names that were given in a folder since it was synced last. */
  readonly #unsyncedNames = new Map<string, Set<string>>()
  /** Contents of the artifact store, by hash. */
  readonly #contents = new Map<string, string>()

  take({ step, operation, path = '', from = '', to = '', hashes = [] }: TracedStep): readonly string[] {
    switch (operation) {
      case 'create':
      case 'write':
        this.#unsynced.add(path)
        return []
      case 'sync':
        this.#unsynced.delete(path)
        this.#unsyncedNames.delete(path)
        return []
      case 'rename':
      case 'link':
        return this.#name(from, to)
      case 'sql':
        return this.#say(step, hashes)
      default:
        return []
    }
  }

  #name(from: string, to: string): readonly string[] {
    const folder = dirname(to)
    this.#unsyncedNames.set(folder, (this.#unsyncedNames.get(folder) ?? new Set()).add(to))
    const hash = basename(folder) + basename(to)
    if (/^[\da-f]{64}$/u.test(hash)) this.#contents.set(hash, to)
    return this.#unsynced.has(from) ? [`${to} got its name before its content was synced.`] : []
  }

  #say(step: string, hashes: readonly string[]): readonly string[] {
    if (step === 'insert archive') {
      const names = [...this.#unsyncedNames.values()].flatMap((given) => [...given])
      return names.map((name) => `The catalogue has an archive while the folder of ${name} is not synced.`)
    }
    const namesContents = step === 'insert artifact' || step === 'update item to finished'
    return hashes.flatMap((hash) => {
      const name = this.#contents.get(hash)
      if (name === undefined) return namesContents ? [`“${step}” names ${hash}, which is not in the store.`] : []
      const isUnsynced = this.#unsyncedNames.get(dirname(name))?.has(name) ?? false
      return isUnsynced ? [`“${step}” names ${name}, whose folder is not synced.`] : []
    })
  }
}
