import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFamilies, type FontFamily } from '../fonts/font-files.ts'
import { FontFolder } from '../fonts/font-folder.ts'

/** The compiler said no. The message is its own; it names neither line nor place. */
export class TypstRefusal extends Error {
  override readonly name = 'TypstRefusal'
}

/** What one compilation reads besides the template. */
export interface TypstInput {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly families: ReadonlySet<FontFamily>
}

const standard = 'a-3a'

/**
 * What was laid out for so many reports before is kept: questions of one quiz, heads of tables and labels are the same in
 * the next report, and are not laid out again. One more costs 20 MB a process and saves a twentieth of the time.
 */
const keptReports = 1

/** Typst with our typefaces, in a private folder with nothing but those: it can read what it is handed, and nothing else. */
export class TypstCompiler {
  readonly #workspace: string
  #compiler: NodeCompiler
  #loaded: ReadonlySet<FontFamily>

  constructor(workspace: string) {
    this.#workspace = workspace
    this.#loaded = new Set(fontFamilies.filter(({ onDemand }) => !onDemand))
    this.#compiler = createCompiler(workspace, this.#loaded)
  }

  /**
   * Compiles one template to PDF/A-3a.
   *
   * @throws TypstRefusal
   */
  compile(template: string, input: TypstInput): Buffer {
    this.#load(input.families)
    const compiler = this.#compiler
    try {
      for (const [path, bytes] of input.files) compiler.mapShadow(join(this.#workspace, path), Buffer.from(bytes))
      // In one step: a document between the two would hold 10 MB until Node collects the little object that stands for it.
      return compiler.pdf({ mainFileContent: template, resetRead: true }, { pdfStandard: standard })
    } catch (error) {
      throw new TypstRefusal(error instanceof Error ? error.message : String(error), { cause: error })
    } finally {
      compiler.resetShadow()
      // Without this, memory grows by megabytes a report and is never given back.
      compiler.evictCache(keptReports)
    }
  }

  #load(families: ReadonlySet<FontFamily>): void {
    if (Array.from(families).every((family) => this.#loaded.has(family))) return
    this.#loaded = new Set([...this.#loaded, ...families])
    this.#compiler = createCompiler(this.#workspace, this.#loaded)
  }
}

function createCompiler(workspace: string, families: ReadonlySet<FontFamily>): NodeCompiler {
  // Within reach of the template, like all in the workspace: they are no secret.
  const folder = new FontFolder(join(workspace, 'fonts'))
  return NodeCompiler.create({
    workspace,
    fontArgs: [{ fontPaths: Array.from(families, (family) => folder.pathOf(family)) }],
  })
}

/** The text of one of our template files. */
export function readTemplate(name: string): string {
  return readFileSync(new URL(`../../../assets/${name}`, import.meta.url), 'utf8')
}
