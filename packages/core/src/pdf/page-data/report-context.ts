import { formulaKey, formulaWords } from '../../documents/formula-drawings.ts'
import type { Formula, ImageReference } from '../../documents/report-document.ts'
import { privateFamilyName } from '../fonts/font-file.ts'
import { codePointName, type PrintableText } from '../fonts/printable-text.ts'
import type { ImageRemark, PreparedImage } from '../images/prepare-image.ts'
import { printSvgTexts, type TypefaceRun } from '../images/printable-svg.ts'
import type { PageFormula, PageImage, PageOutcome } from './page-data.ts'
import type { ReportMaterials } from './report-materials.ts'
import type { NoteWords, ReportWords } from './words.ts'

/** Letters of a word that fit beside an answer. */
const longestInLabel = 24

/** CSS pixels to points. */
const pixelPoints = 0.75
const unknownSize = { width: 300, height: 150 } as const
/** Height of the type area that a picture may fill at most. */
const tallestImage = 600
const shownSourceLength = 120
const ink = '#1b2228'

/** What is gathered while one report becomes page data: replaced characters, notes, and the files that are drawn. */
export class ReportContext {
  readonly printable: PrintableText
  readonly words: ReportWords
  readonly #materials: ReportMaterials
  readonly #unusablePaths: ReadonlySet<string>
  readonly #notes = new Set<string>()
  readonly #files = new Map<string, Buffer>()
  readonly #formulaPaths = new Map<string, string>()

  /** @param unusablePaths pictures that the compiler refused */
  constructor(
    printable: PrintableText,
    words: ReportWords,
    materials: ReportMaterials,
    unusablePaths: ReadonlySet<string>,
  ) {
    this.printable = printable
    this.words = words
    this.#materials = materials
    this.#unusablePaths = unusablePaths
  }

  /** Files that the template will read, by path. */
  get files(): ReadonlyMap<string, Buffer> {
    return this.#files
  }

  /** Notes so far, each once, the replaced characters last. */
  get notes(): readonly string[] {
    const replaced = Array.from(
      this.printable.replaced,
      ([codePoint, times]) => [codePointName(codePoint), times] as const,
    )
    return replaced.length === 0 ? [...this.#notes] : [...this.#notes, this.words.notes.replacedCharacters(replaced)]
  }

  note(sentence: string): void {
    this.#notes.add(sentence)
  }

  outcome(outcome: PageOutcome | undefined): { readonly outcome?: PageOutcome } {
    return outcome === undefined
      ? {}
      : { outcome: { tone: outcome.tone, label: this.printable.printBreakable(outcome.label, longestInLabel) } }
  }

  /** The alternative text of a picture; never empty, since the standard demands one. */
  alternative(reference: ImageReference): string {
    return this.printable.annotate(reference.alternative).trim() || reference.asset
  }

  /** A picture as the template draws it, or undefined (with a note) if it cannot be shown. */
  image(reference: ImageReference): PageImage | undefined {
    const alternative = this.alternative(reference)
    const material = this.#materials.images.get(reference.asset)
    if (material?.kind !== 'ready' || this.#unusablePaths.has(material.path)) {
      const remark = material?.kind === 'unusable' ? material.remark : 'unreadable'
      this.note(imageNote(this.words.notes, remark)(alternative))
      return undefined
    }
    if (material.image.remark !== undefined) this.note(imageNote(this.words.notes, material.image.remark)(alternative))
    if (!this.#files.has(material.path)) this.#files.set(material.path, this.#drawable(material.image))
    return { path: material.path, alternative, ...shownSize(reference, material.image) }
  }

  #drawable({ extension, bytes }: PreparedImage): Buffer {
    if (extension !== 'svg') return bytes
    const split = (text: string): readonly TypefaceRun[] =>
      this.printable
        .printInFamilies(text)
        .map((run) => ({ text: run.text, family: run.family && privateFamilyName(run.family.name) }))
    return Buffer.from(printSvgTexts(bytes.toString('utf8'), split))
  }

  /** A formula as the template draws it, or undefined (with a note) if it cannot be drawn. */
  formula(formula: Formula, display: boolean): PageFormula | undefined {
    const key = formulaKey(formula, display)
    const drawn = this.#materials.formulas.get(key)
    if (drawn === undefined || drawn === null) {
      this.note(this.words.notes.formula(this.printable.print(shorten(formula.source))))
      return undefined
    }
    const path = this.#formulaPaths.get(key) ?? `/formulas/${this.#formulaPaths.size}.svg`
    this.#formulaPaths.set(key, path)
    this.#files.set(path, Buffer.from(drawn.svg.replaceAll('currentColor', ink)))
    const { width, height, depth } = drawn
    const words = formulaWords(formula)
    return {
      path,
      width,
      height,
      depth,
      letters: this.printable.print(words.replaceAll(/\s+/gu, ' ')),
      alternative: this.printable.annotate(words),
    }
  }
}

function shownSize(
  reference: ImageReference,
  own: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const known = own.width > 0 && own.height > 0 ? own : unknownSize
  const asked = reference.width > 0 && reference.height > 0 ? reference : known
  const scale = Math.min(1, tallestImage / (asked.height * pixelPoints))
  return { width: asked.width * pixelPoints * scale, height: asked.height * pixelPoints * scale }
}

function imageNote(words: NoteWords, remark: ImageRemark | 'missing'): (alternative: string) => string {
  switch (remark) {
    case 'missing':
      return words.missingImage
    case 'unreadable':
      return words.unreadableImage
    case 'animated':
      return words.animatedImage
    case 'cut-off':
      return words.cutImage
    case 'outside-reference':
      return words.outsideReference
  }
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  return line.length <= shownSourceLength ? line : `${line.slice(0, shownSourceLength)} …`
}
