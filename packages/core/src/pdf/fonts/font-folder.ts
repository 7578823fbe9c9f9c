import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { loadFont } from './font-file.ts'
import { fontPath, type FontFamily } from './font-files.ts'

/**
 * Typefaces as files under names of our own, a folder a family, made when first asked for. From a file the compiler reads
 * a face when a report uses it, and no sooner: handed over in memory, each process would hold all of them twice for a while.
 * Several processes may use one folder.
 */
export class FontFolder {
  readonly #folder: string

  /** @param folder of our own; made if missing */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** The folder with the faces of a family. */
  pathOf(family: FontFamily): string {
    const path = join(this.#folder, family.name)
    if (!existsSync(path)) this.#make(family, path)
    return path
  }

  /** Nobody sees a family that is not whole. */
  #make(family: FontFamily, path: string): void {
    mkdirSync(this.#folder, { recursive: true })
    const unfinished = mkdtempSync(join(this.#folder, '.making-'))
    for (const file of family.files) writeFileSync(join(unfinished, basename(file)), loadFont(fontPath(file)))
    try {
      renameSync(unfinished, path)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      // Another process was faster: what it made is the same.
      if (!existsSync(path)) throw error
    }
  }
}
