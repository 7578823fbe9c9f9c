import type { ArchiveEntry } from './archive-reader.ts'
import type { FindingCollector } from './finding-collector.ts'
import { pathKey, unsafePathReason } from './safe-path.ts'

/**
 * The files of a bag by path. What must not be unpacked, or could not lie beside another file on every operating
 * system, is reported and left out.
 */
export class EntryIndex {
  readonly entries = new Map<string, ArchiveEntry>()
  readonly #keys = new Map<string, string>()
  readonly #findings: FindingCollector

  constructor(findings: FindingCollector) {
    this.#findings = findings
  }

  add(entry: ArchiveEntry): void {
    const { path } = entry
    const reason = unsafePathReason(path)
    const key = pathKey(path)
    const twin = this.#keys.get(key)
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
      this.#keys.set(key, path)
      this.entries.set(path, entry)
    }
  }
}
