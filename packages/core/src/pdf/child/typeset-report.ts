import { FontCoverage } from '../fonts/font-coverage.ts'
import { PrintableText } from '../fonts/printable-text.ts'
import { FormulaRenderer } from '../formulas/formula-renderer.ts'
import { ReportContext } from '../page-data/report-context.ts'
import { imageFolder, prepareMaterials } from '../page-data/report-materials.ts'
import { toPageData } from '../page-data/to-page-data.ts'
import { reportWords } from '../page-data/words.ts'
import type { TypesetJob } from '../pool/child-protocol.ts'
import type { TypesetReport } from '../report-typesetter.ts'
import { finishPdf } from './finish-pdf.ts'
import { readTemplate, TypstCompiler, TypstRefusal } from './typst-compiler.ts'

/** Sets reports one after another; holds the compiler, the fonts' characters and the drawn formulas between them. */
export class ReportSetter {
  readonly #compiler: TypstCompiler
  readonly #coverage = new FontCoverage()
  readonly #formulas = new FormulaRenderer()
  readonly #template = readTemplate('report.typ')
  readonly #imageTrial = readTemplate('image-trial.typ')

  /** @param workspace an empty folder of our own */
  constructor(workspace: string) {
    this.#compiler = new TypstCompiler(workspace)
  }

  /**
   * Sets one report. A picture that the compiler refuses is replaced by its alternative text.
   *
   * @throws TypstRefusal if the report is refused for another reason
   */
  async set({ request, plan }: TypesetJob): Promise<TypesetReport> {
    const materials = await prepareMaterials(request.document, request.assets, this.#formulas)
    const words = reportWords(request.document.language)
    const drawn = new Map<string, Uint8Array>()
    const compile = (unusable: ReadonlySet<string>): { notes: TypesetReport['notes']; made: Buffer } => {
      const context = new ReportContext(new PrintableText(this.#coverage), words, materials, unusable)
      const data = toPageData(request, plan, context)
      const files = new Map<string, Uint8Array>(context.files)
      for (const [path, bytes] of files) drawn.set(path, bytes)
      files.set('/report.json', Buffer.from(JSON.stringify(data)))
      files.set('/source.json', request.source.json)
      const families = context.printable.onDemandFamilies
      return { made: this.#compiler.compile(this.#template, { files, families }), notes: context.notes }
    }
    const { made, notes } = this.#compileWithout(compile, drawn)
    return { ...finishPdf(made), notes, formulas: materials.formulas }
  }

  #compileWithout<T>(compile: (unusable: ReadonlySet<string>) => T, drawn: ReadonlyMap<string, Uint8Array>): T {
    try {
      return compile(new Set())
    } catch (error) {
      if (!(error instanceof TypstRefusal)) throw error
      const unusable = new Set<string>()
      for (const [path, bytes] of drawn) {
        if (path.startsWith(imageFolder) && !this.#canShow(path, bytes)) unusable.add(path)
      }
      if (unusable.size === 0) throw error
      return compile(unusable)
    }
  }

  #canShow(path: string, bytes: Uint8Array): boolean {
    const name = `/image.${path.slice(path.lastIndexOf('.') + 1)}`
    const request = JSON.stringify({ path: name })
    const files = new Map<string, Uint8Array>([
      [name, bytes],
      ['/image.json', Buffer.from(request)],
    ])
    try {
      this.#compiler.compile(this.#imageTrial, { files, families: new Set() })
      return true
    } catch (error) {
      if (error instanceof TypstRefusal) return false
      throw error
    }
  }
}
