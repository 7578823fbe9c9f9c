import assert from 'node:assert/strict'
import { ArchivingError, errorCodes, type ErrorCode } from '../../../errors/index.ts'
import { ConformanceBench, type EndedRun } from '../conformance-bench.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { firstOfEach } from '../call-places.ts'
import type { WatchedCall } from '../driver-watch.ts'
import { assertFinished, assertNothingLeft, failureCodes } from '../expectations.ts'

/** What a source may throw, and something that it may not. */
const faults = [
  'source_unavailable',
  'source_rate_limited',
  'timed_out',
  'source_unauthenticated',
  'source_denied',
  'source_missing',
  'source_unexpected',
  'driver_fault',
] as const satisfies readonly ErrorCode[]

/** After these an archive may go without what was refused, if it says so. */
const refusals: ReadonlySet<string> = new Set(['source_denied', 'source_missing', 'source_unexpected'])

export const faultsTheme: ConformanceTheme = {
  number: 7,
  name: 'faults',
  sentence: 'passes on what went wrong, wherever it went wrong, and leaves nothing half done behind',
  async check(options) {
    await using bench = await ConformanceBench.open(options, { maximumAttempts: 1, maximumItems: 1 })
    const site = options.openSite({ items: 2 })
    await assertFinished(await bench.run(site), 'A site without faults')
    const calls = bench.watch.calls.filter((call) => call.of === 'source')
    for (const { number, name, code } of options.effort === 'quick' ? fewCases(calls) : allCases(calls)) {
      let reached = false
      bench.watch.before = (call) => {
        if (call.number !== number) return
        reached = true
        throw faultOf(code)
      }
      const run = await bench.run(site)
      if (reached) await checkFault(bench, run, { code, what: `${code} at call ${number} (${name})` })
    }
  },
}

interface Case extends Pick<WatchedCall, 'number' | 'name'> {
  readonly code: ErrorCode
}

/** Each fault at the first call of each name; of further calls, each has one of them. */
function allCases(calls: readonly WatchedCall[]): readonly Case[] {
  const firsts = new Set(firstOfEach(calls))
  return calls.flatMap((call, index) => {
    const codes = firsts.has(call) ? faults : rotate(faults, index)
    return codes.map((code) => ({ ...call, code }))
  })
}

/** At the first call of each name, something that may pass and something that may not. */
function fewCases(calls: readonly WatchedCall[]): readonly Case[] {
  const passing = faults.filter((code) => errorCodes[code].retry === 'later')
  const lasting = faults.filter((code) => errorCodes[code].retry === 'never')
  return firstOfEach(calls).flatMap((call, index) =>
    [...rotate(passing, index), ...rotate(lasting, index)].map((code) => ({ ...call, code })),
  )
}

const rotate = (codes: readonly ErrorCode[], turn: number): readonly ErrorCode[] =>
  codes.slice(turn % codes.length).slice(0, 1)

function faultOf(code: ErrorCode): Error {
  if (code === 'driver_fault') return new TypeError('The source broke its contract.')
  return new ArchivingError(code, 'The site did not give this.')
}

async function checkFault(
  bench: ConformanceBench,
  run: EndedRun,
  { code, what }: { readonly code: ErrorCode; readonly what: string },
): Promise<void> {
  if (run.task.status.state === 'finished') {
    assert.ok(
      refusals.has(code),
      `${what} was passed over; it must be thrown (${errorCodes[code].retry} to be retried).`,
    )
    const isTold = !(await bench.isComplete(run)) || run.items.some(({ remarks }) => remarks.length > 0)
    assert.ok(isTold, `${what}: the archive does not tell that something is missing.`)
  } else {
    assert.equal(run.task.status.state, 'failed', what)
    const codes = [...failureCodes(run)].filter((found) => found !== 'state_conflict')
    assert.deepEqual(codes, [code], `${what}: the wrong code was told.`)
  }
  await assertNothingLeft(bench, run, what)
}
