import type { CodePointSet } from './character-map.ts'
import { fontFamilies, fontPath, type FontFamily } from './font-files.ts'
import { readFontCoverage } from './font-file.ts'

/** Which family can show which characters. Read once per process, about 20 ms. */
export class FontCoverage {
  readonly #families: readonly { readonly family: FontFamily; readonly covered: CodePointSet }[]

  constructor(families: readonly FontFamily[] = fontFamilies) {
    this.#families = families.map((family) => ({ family, covered: familyCoverage(family) }))
  }

  /**
   * The first family that can show all of these code points together, or undefined. A letter and the marks on it must
   * come from one font; the compiler does not mix two within one cluster.
   */
  familyFor(codePoints: readonly number[]): FontFamily | undefined {
    return this.#families.find(({ covered }) => codePoints.every((codePoint) => covered.has(codePoint)))?.family
  }
}

/** What every face of a family has: a character that only the upright face knows would be missing in italics. */
function familyCoverage(family: FontFamily): CodePointSet {
  const [first, ...others] = family.files.map((file) => readFontCoverage(fontPath(file)))
  if (first === undefined) throw new Error(`The family ${family.name} has no files.`)
  return others.reduce((set, other) => set.intersection(other), first)
}
