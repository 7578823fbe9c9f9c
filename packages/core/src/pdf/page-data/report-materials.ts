import { formulaKey, type FormulaDrawing, type FormulaDrawings } from '../../documents/formula-drawings.ts'
import type { Formula, ImageReference, ReportAssets, ReportDocument } from '../../documents/report-document.ts'
import type { FormulaRenderer } from '../formulas/formula-renderer.ts'
import { prepareImage, type ImageRemark, type PreparedImage, type UnreadableImage } from '../images/prepare-image.ts'

/** Where the template finds the pictures. */
export const imageFolder = '/images/'

/** A picture of the report: ready, or the reason why not. */
export type ImageMaterial =
  | { readonly kind: 'ready'; readonly path: string; readonly image: PreparedImage }
  | { readonly kind: 'unusable'; readonly remark: ImageRemark | 'missing' }

/** Everything of a report that is drawn rather than written, made ready before the pages are. */
export interface ReportMaterials {
  readonly images: ReadonlyMap<string, ImageMaterial>
  readonly formulas: FormulaDrawings
}

interface References {
  readonly images: Set<string>
  readonly formulas: Map<string, { readonly formula: Formula; readonly display: boolean }>
}

/** Converts the pictures and draws the formulas that a document refers to. */
export async function prepareMaterials(
  document: ReportDocument,
  assets: ReportAssets,
  renderer: FormulaRenderer,
): Promise<ReportMaterials> {
  const references = collectReferences(document)
  const images = new Map<string, ImageMaterial>()
  for (const asset of references.images) {
    const bytes = assets.get(asset)?.bytes
    const prepared = bytes === undefined ? undefined : await prepareImage(bytes)
    images.set(asset, toMaterial(prepared, images.size))
  }
  const formulas = new Map<string, FormulaDrawing | null>()
  for (const [key, { formula, display }] of references.formulas)
    formulas.set(key, await renderer.draw(formula, display))
  return { images, formulas }
}

function toMaterial(prepared: PreparedImage | UnreadableImage | undefined, index: number): ImageMaterial {
  if (prepared === undefined) return { kind: 'unusable', remark: 'missing' }
  if (!('bytes' in prepared)) return { kind: 'unusable', remark: prepared.remark }
  return { kind: 'ready', path: `${imageFolder}${index}.${prepared.extension}`, image: prepared }
}

interface Visit {
  readonly value: unknown
  /** Whether the value stands within a line of text. A formula is drawn smaller there. */
  readonly inLine: boolean
}

/** Walks the document as plain JSON, with a list instead of recursion: it may be nested deeper than our stack. */
function collectReferences(document: ReportDocument): References {
  const references: References = { images: new Set(), formulas: new Map() }
  const pending: Visit[] = [
    { value: document.sections, inLine: false },
    { value: document.facts, inLine: false },
  ]
  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    const { value, inLine } = visit
    if (typeof value !== 'object' || value === null) continue
    if (isImageReference(value)) references.images.add(value.asset)
    if ('formula' in value && isFormula(value.formula)) {
      references.formulas.set(formulaKey(value.formula, !inLine), { formula: value.formula, display: !inLine })
    }
    const entries = Object.entries(value).map(([key, child]) => ({
      value: child,
      inLine: inLine || holdsLines(value, key),
    }))
    pending.push(...entries.toReversed())
  }
  return references
}

function holdsLines(parent: object, key: string): boolean {
  if (key === 'caption' || key === 'value') return true
  return key === 'content' && 'kind' in parent && (parent.kind === 'paragraph' || parent.kind === 'heading')
}

function isImageReference(value: object): value is ImageReference {
  return 'asset' in value && typeof value.asset === 'string' && 'alternative' in value
}

function isFormula(value: unknown): value is Formula {
  return typeof value === 'object' && value !== null && 'notation' in value && 'source' in value
}
