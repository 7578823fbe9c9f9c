import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ArchivingError } from '../errors/index.ts'
import { fullPlan, type TypesetOutcome, type TypesetPlan } from './pool/child-protocol.ts'
import { findFailingSections } from './pool/find-failing-sections.ts'
import { abortedError, ProcessPool } from './pool/process-pool.ts'
import { childEnvironment } from '../child-environment.ts'
import { siblingModule } from '../sibling-module.ts'
import type { TypesettingProcess } from './pool/typesetting-process.ts'
import { describeTypesetter } from './describe-typesetter.ts'
import type { ReportTypesetter, TypesetReport, TypesetRequest, TypesetterComponent } from './report-typesetter.ts'

/** How {@link createTypstTypesetter} is set up. */
export interface TypstTypesetterOptions {
  /** Processes at most; each takes about 200 MB while it works. Default: one per core. */
  readonly processes?: number
  /** Milliseconds that one try at a report may take before its process is killed. Default: 60,000. */
  readonly timeoutMs?: number
  /** A process that holds more than this after a report is replaced. Bytes; default: 700 MB. */
  readonly memoryLimitBytes?: number
  /** Where the compiler's private folder is made, to which the typefaces in use are copied. Default: the system's folder for temporary files. */
  readonly temporaryFolder?: string
  /** The only environment variables that the processes see. Default: those of {@link childEnvironment}. */
  readonly environment?: Readonly<Record<string, string>>
  /** The module that the processes run. Default: the one that belongs here; a bundler or a test names another. */
  readonly childModule?: URL
}

const megabyte = 1024 * 1024

/**
 * Sets reports by Typst in a pool of child processes that are started when first needed. Call its `asyncDispose` to end
 * them.
 *
 * @throws a system error if the private folder cannot be made
 */
export async function createTypstTypesetter(options: TypstTypesetterOptions = {}): Promise<ReportTypesetter> {
  const workspace = await mkdtemp(join(options.temporaryFolder ?? tmpdir(), 'muniment-typst-'))
  const environment = options.environment ?? childEnvironment()
  const pool = new ProcessPool(options.processes ?? availableParallelism(), {
    childModule: options.childModule ?? siblingModule('./child/main', import.meta.url),
    workspace,
    environment,
    timeoutMs: options.timeoutMs ?? 60_000,
    memoryLimitBytes: options.memoryLimitBytes ?? 700 * megabyte,
  })
  return new TypstTypesetter(pool, workspace, () => describeTypesetter(workspace, environment))
}

class TypstTypesetter implements ReportTypesetter {
  readonly #pool: ProcessPool
  readonly #workspace: string
  readonly #findOut: () => Promise<readonly TypesetterComponent[]>
  #description: Promise<readonly TypesetterComponent[]> | undefined

  constructor(pool: ProcessPool, workspace: string, findOut: () => Promise<readonly TypesetterComponent[]>) {
    this.#pool = pool
    this.#workspace = workspace
    this.#findOut = findOut
  }

  async describe(): Promise<readonly TypesetterComponent[]> {
    this.#description ??= this.#findOut()
    try {
      return await this.#description
    } catch (error) {
      // Asked again, it may be found out.
      this.#description = undefined
      throw error
    }
  }

  typeset(request: TypesetRequest, signal?: AbortSignal): Promise<TypesetReport> {
    return this.#pool.lend((process, ended) => setWithRecovery(process, request, ended), signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#pool[Symbol.dispose]()
    await rm(this.#workspace, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * A lost process costs one try in a fresh one; after that, or if the compiler refuses the report, the sections at fault
 * are found and printed as plain text.
 */
async function setWithRecovery(
  process: TypesettingProcess,
  request: TypesetRequest,
  signal: AbortSignal,
): Promise<TypesetReport> {
  const run = async (plan: TypesetPlan): Promise<TypesetOutcome> => {
    const outcome = await process.run({ request, plan }, signal)
    if (signal.aborted) throw abortedError()
    return outcome
  }
  let outcome = await run(fullPlan)
  if (outcome.kind === 'lost') outcome = await run(fullPlan)
  if (outcome.kind === 'done') return outcome.report

  const sections = request.document.sections.length
  const plan = await findFailingSections(sections, async (tried) => (await run(tried)).kind === 'done')
  const mended = await run(plan)
  if (mended.kind === 'done') return mended.report
  const plainest = await run({
    leftOut: [],
    plain: Array.from({ length: sections }, (_, index) => index),
    plainFacts: true,
  })
  if (plainest.kind === 'done') return plainest.report
  throw new ArchivingError('report_failed', 'A report could not be set, not even as plain text. Try again later.', {
    german: 'Ein Bericht konnte nicht gesetzt werden, auch nicht als bloßer Text. Versuchen Sie es später erneut.',
    cause: new Error(outcome.reason, { cause: new Error(plainest.reason) }),
  })
}
