import type { FontCoverage } from './font-coverage.ts'
import type { FontFamily } from './font-files.ts'

/** Invisible characters that text needs (joiners, direction marks, break hints) and every font may lack. */
const invisible = new Set([0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfe0e, 0xfe0f])

const plainAscii = /^[\x20-\x7e]*$/u
const cluster = /\P{M}\p{M}+|[\s\S]/gu
const wordBreakStep = 25
/** Scripts that break between any two letters, or whose words the compiler finds by itself, need no help. */
const unbrokenWord =
  /[^\s\u200b\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu

/**
 * Makes text fit to be printed without changing what it says: a character that would be missing, invisible or would
 * turn the line around is printed as its code, `⟦U+202E⟧`, and counted. One per report.
 */
export class PrintableText {
  readonly #coverage: FontCoverage
  readonly #replaced = new Map<number, number>()
  readonly #onDemand = new Set<FontFamily>()

  constructor(coverage: FontCoverage) {
    this.#coverage = coverage
  }

  /** Code points that were replaced, and how often, in the order met. */
  get replaced(): ReadonlyMap<number, number> {
    return this.#replaced
  }

  /** Families that must be loaded besides the usual ones. */
  get onDemandFamilies(): ReadonlySet<FontFamily> {
    return this.#onDemand
  }

  /** The text as it can be printed. Newlines and tabs must have been dealt with. */
  print(text: string): string {
    return plainAscii.test(text) ? text : text.replaceAll(cluster, (characters) => this.#printCluster(characters))
  }

  /** {@link print}, with places where a word longer than `longest` may be broken over lines. */
  printBreakable(text: string, longest = 50): string {
    return breakLongWords(this.print(text), longest)
  }

  /** Text that is kept but not drawn (metadata, alternative texts): only what no reader can stand is replaced. */
  annotate(text: string): string {
    return plainAscii.test(text)
      ? text
      : text.replaceAll(/[\s\S]/gu, (character) => {
          const codePoint = character.codePointAt(0) ?? 0
          if (/\s/u.test(character)) return ' '
          return isHarmful(codePoint) ? showCode(codePoint) : character
        })
  }

  /** {@link print}, in pieces that one family can show each. */
  printInFamilies(text: string): readonly { readonly text: string; readonly family: FontFamily | undefined }[] {
    const runs: { text: string; family: FontFamily | undefined }[] = []
    for (const [characters] of this.print(text).matchAll(cluster)) {
      const drawn = Array.from(characters, (character) => character.codePointAt(0) ?? 0)
      const family = this.#coverage.familyFor(drawn.filter((codePoint) => !invisible.has(codePoint)))
      const last = runs.at(-1)
      if (last !== undefined && last.family === family) last.text += characters
      else runs.push({ text: characters, family })
    }
    return runs
  }

  #printCluster(characters: string): string {
    const codePoints = Array.from(characters, (character) => character.codePointAt(0) ?? 0)
    if (codePoints.length === 1) return this.#printOne(characters, codePoints[0] ?? 0)
    const drawn = codePoints.filter((codePoint) => !invisible.has(codePoint))
    if (!drawn.some((codePoint) => isHarmful(codePoint)) && this.#use(drawn)) return characters
    const composed = Array.from(characters.normalize('NFC'), (character) => character.codePointAt(0) ?? 0)
    if (composed.length === 1 && this.#use(composed)) return characters
    // No font has the letter together with its marks: each is printed by itself.
    return Array.from(characters, (character, index) =>
      index === 0 ? this.#printOne(character, codePoints[0] ?? 0) : this.#replace(codePoints[index] ?? 0),
    ).join('')
  }

  #printOne(character: string, codePoint: number): string {
    if (codePoint >= 0x20 && codePoint < 0x7f) return character
    if (invisible.has(codePoint)) return character
    return !isHarmful(codePoint) && this.#use([codePoint]) ? character : this.#replace(codePoint)
  }

  #use(codePoints: readonly number[]): boolean {
    const family = this.#coverage.familyFor(codePoints)
    if (family?.onDemand === true) this.#onDemand.add(family)
    return family !== undefined
  }

  #replace(codePoint: number): string {
    this.#replaced.set(codePoint, (this.#replaced.get(codePoint) ?? 0) + 1)
    return showCode(codePoint)
  }
}

/** `U+00AD` for 173. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

function showCode(codePoint: number): string {
  return `⟦${codePointName(codePoint)}⟧`
}

/** Control, private-use and unpaired surrogate code points, non-characters, and those that override direction. */
function isHarmful(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint < 0xa0) ||
    codePoint === 0x2028 ||
    codePoint === 0x2029 ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x206f) ||
    (codePoint >= 0xd800 && codePoint <= 0xf8ff) ||
    (codePoint >= 0xfdd0 && codePoint <= 0xfdef) ||
    codePoint === 0xfeff ||
    (codePoint & 0xfffe) === 0xfffe ||
    codePoint >= 0xe0000
  )
}

function breakLongWords(text: string, longest: number): string {
  if (text.length <= longest) return text
  const step = Math.min(wordBreakStep, longest)
  return text.replaceAll(unbrokenWord, (word) => {
    if (word.length <= longest) return word
    let sinceBreak = 0
    return word.replaceAll(/\P{M}\p{M}*/gu, (letter) => {
      sinceBreak += letter.length
      if (sinceBreak <= step) return letter
      sinceBreak = letter.length
      return `\u200b${letter}`
    })
  })
}
