import assert from 'node:assert/strict'
import { ArchivingError, errorCodes, type ErrorCode } from '../../../errors/index.ts'
import { ConformanceBench, type EndedRun } from '../conformance-bench.ts'
import type { ConformanceTheme } from '../conformance-theme.ts'
import { firstOfEach } from '../call-places.ts'
import type { WatchedCall } from '../driver-watch.ts'
import { assertFinished, assertNothingLeft, failureCodes } from '../expectations.ts'

/** What a source may throw, and something that it may not, by what should come of it. */
const kindsOfFault: readonly (readonly ErrorCode[])[] = [
  // It may pass: never passed over.
  ['source_unavailable', 'source_rate_limited', 'timed_out'],
  // An archive may go without what was refused, if it says so.
  ['source_denied', 'source_missing', 'source_unexpected'],
  // The task waits until somebody has signed in again.
  ['source_unauthenticated'],
  // A fault of ours.
  ['driver_fault'],
]

const [, refusals = []] = kindsOfFault

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
      // What is refused in a batch tells of no change, and is read once more, alone.
      const mayBeWhole = name.startsWith('batched')
      if (reached) await checkFault(bench, run, { code, what: `${code} at call ${number} (${name})`, mayBeWhole })
    }
  },
}

interface Case extends Pick<WatchedCall, 'number' | 'name'> {
  readonly code: ErrorCode
}

/** A fault of each kind at the first call of each name; of further calls, each has one of them. */
function allCases(calls: readonly WatchedCall[]): readonly Case[] {
  const firsts = firstOfEach(calls)
  return calls.flatMap((call, index) => {
    const turn = firsts.includes(call) ? firsts.indexOf(call) : index
    const codes = kindsOfFault.map((kind) => takeTurn(kind, turn))
    return (firsts.includes(call) ? codes : [takeTurn(codes, turn)]).map((code) => ({ ...call, code }))
  })
}

/** At the first call of each name, something that may pass and something that may not. */
function fewCases(calls: readonly WatchedCall[]): readonly Case[] {
  const [passing = [], ...lasting] = kindsOfFault
  return firstOfEach(calls).flatMap((call, turn) =>
    [takeTurn(passing, turn), takeTurn(lasting.flat(), turn)].map((code) => ({ ...call, code })),
  )
}

const takeTurn = (codes: readonly ErrorCode[], turn: number): ErrorCode => codes[turn % codes.length] ?? 'driver_fault'

function faultOf(code: ErrorCode): Error {
  if (code === 'driver_fault') return new TypeError('The source broke its contract.')
  return new ArchivingError(code, 'The site did not give this.')
}

async function checkFault(
  bench: ConformanceBench,
  run: EndedRun,
  { code, what, mayBeWhole }: { readonly code: ErrorCode; readonly what: string; readonly mayBeWhole: boolean },
): Promise<void> {
  if (run.task.status.state === 'finished') {
    assert.ok(
      refusals.includes(code),
      `${what} was passed over; it must be thrown (${errorCodes[code].retry} to be retried).`,
    )
    const isTold = !(await bench.isComplete(run)) || run.items.some(({ remarks }) => remarks.length > 0)
    assert.ok(isTold || mayBeWhole, `${what}: the archive does not tell that something is missing.`)
  } else {
    assert.equal(run.task.status.state, code === 'source_unauthenticated' ? 'paused' : 'failed', what)
    const codes = [...failureCodes(run)].filter((found) => found !== 'state_conflict')
    assert.deepEqual(codes, [code], `${what}: the wrong code was told.`)
  }
  await assertNothingLeft(bench, run, what)
}
