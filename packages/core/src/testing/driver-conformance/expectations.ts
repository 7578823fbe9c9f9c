import assert from 'node:assert/strict'
import { verifyArchive } from '../../archive/verify-archive.ts'
import { isErrorCode, type ErrorCode } from '../../errors/index.ts'
import type { ConformanceBench, EndedRun } from './conformance-bench.ts'
import { listNames, type SealedContents } from './sealed-contents.ts'

/** The task came to an archive that misses nothing. */
export async function assertFinished(run: EndedRun, what: string): Promise<void> {
  const { state, error } = run.task.status
  const failed = run.items.filter((item) => item.error).map((item) => `${item.key}: ${item.error?.message}`)
  assert.equal(state, 'finished', `${what}: ${[error?.code, error?.message, ...failed].filter(Boolean).join(' | ')}`)
}

/** Nothing was published and nothing half done was left behind. */
export async function assertNothingLeft(bench: ConformanceBench, run: EndedRun, what: string): Promise<void> {
  assert.deepEqual(await bench.leftovers(run), [], `${what}: files were left behind.`)
  assert.deepEqual(bench.watch.openHandles, [], `${what}: these were left open.`)
}

/** Codes of what failed: of the task and of its items. */
export function failureCodes({ task, items }: EndedRun): ReadonlySet<ErrorCode> {
  const codes = [task.status.error?.code, ...items.map((item) => item.error?.code)]
  return new Set(codes.filter((code) => isErrorCode(code)))
}

/** Two archives have the same payload. */
export function assertSamePayload(actual: SealedContents, expected: SealedContents, what: string): void {
  // Items first: if something differs in them, this shows where.
  assert.deepEqual(linesOf(actual), linesOf(expected), `${what}: what the archives have of an item differs.`)
  assert.deepEqual(actual.payload, expected.payload, `${what}: the payloads differ.`)
}

/** Paths of the payload that are neither lists nor files of an item. */
export function strayFiles({ payload, items }: SealedContents): readonly string[] {
  const known = new Set([...listNames, ...items.flatMap((item) => item.files.map(({ path }) => path))])
  return Object.keys(payload).filter((path) => !known.has(path))
}

const linesOf = ({ itemLines }: SealedContents): Readonly<Record<string, string>> => Object.fromEntries(itemLines)

/** An ArchivingError with this code was thrown. */
export async function assertRefused(work: () => Promise<unknown>, code: ErrorCode, what: string): Promise<string> {
  try {
    await work()
  } catch (error) {
    const found = error instanceof Error && 'code' in error ? error.code : undefined
    assert.equal(found, code, `${what} must be refused with ${code}: ${String(error)}`)
    return error instanceof Error ? error.message : ''
  }
  assert.fail(`${what} must be refused with ${code}.`)
}

/** A verification found nothing wrong, besides that reports set as plain text are no PDFs. */
export async function assertIntact(bench: ConformanceBench, run: EndedRun): Promise<void> {
  const { findings } = await verifyArchive(await bench.archivePath(run))
  const others = findings.filter(({ code }) => code !== 'report_unreadable')
  assert.deepEqual(others, [], 'The archive is not intact.')
}
