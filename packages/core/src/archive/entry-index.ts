import type { ArchiveEntry } from './archive-reader.ts'
import type { FindingCollector } from './finding-collector.ts'
import { pathKey, unsafePathReason } from './safe-path.ts'

/**
 * The files of a bag by path. What must not be unpacked, or could not lie beside another file on every operating
 * system, is reported and left out.
 */
export class EntryIndex {
  readonly entries = new Map<string, ArchiveEntry>()
  readonly #fileKeys = new Map<string, string>()
  /** Spelling of every folder by its key. */
  readonly #folders = new Map<string, string>()
  readonly #findings: FindingCollector

  constructor(findings: FindingCollector) {
    this.#findings = findings
  }

  add(entry: ArchiveEntry): void {
    const { path } = entry
    const reason = unsafePathReason(path)
    const twin = reason === null ? this.#findTwin(path) : undefined
    if (reason !== null) {
      this.#findings.damage('unsafe_path', path, `The name is not safe to unpack: ${reason}.`)
    } else if (twin !== undefined) {
      const sameName = twin === path
      this.#findings.damage(
        'name_conflict',
        path,
        sameName ? 'The archive holds this file twice.' : `The name clashes with “${twin}” on some computers.`,
      )
    } else {
      this.#fileKeys.set(pathKey(path), path)
      for (const folder of foldersOf(path)) this.#folders.set(pathKey(folder), folder)
      this.entries.set(path, entry)
    }
  }

  /** What cannot lie beside `path`: the same name, a folder of that name, a file or another spelling of its folder. */
  #findTwin(path: string): string | undefined {
    const key = pathKey(path)
    const twin = this.#fileKeys.get(key) ?? this.#folders.get(key)
    if (twin !== undefined) return twin
    for (const folder of foldersOf(path)) {
      const folderKey = pathKey(folder)
      const known = this.#fileKeys.get(folderKey) ?? this.#folders.get(folderKey)
      if (known !== undefined && (known !== folder || this.#fileKeys.has(folderKey))) return known
    }
    return undefined
  }
}

/** `a/b/c.txt` lies in `a` and in `a/b`. */
function* foldersOf(path: string): Generator<string> {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) yield path.slice(0, slash)
}
