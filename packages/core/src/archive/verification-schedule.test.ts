import { expect, test } from 'vitest'
import { ArchivingError } from '../errors/index.ts'
import { VerificationSchedule, type VerificationPace } from './verification-schedule.ts'

const day = 24 * 60 * 60 * 1_000
const pace: VerificationPace = { firstAfterMs: 1, restMs: 1, lookEveryMs: 1, pollMs: 1 }

/** A schedule over archives with days on which they were verified, and a clock that the test moves. */
function openSchedule(verifiedOn: Record<string, number>) {
  const state = {
    today: 100,
    busy: false,
    verified: [] as string[],
    failures: [] as string[],
    verify: async (_archiveId: string, _signal: AbortSignal): Promise<void> => {},
  }
  const schedule = new VerificationSchedule({
    catalog: {
      longestUnverified: async () => {
        const [oldest] = Object.entries(verifiedOn).toSorted(([, a], [, b]) => a - b)
        return oldest && { archiveId: oldest[0], since: new Date(oldest[1] * day) }
      },
    },
    async verify(archiveId, signal) {
      await state.verify(archiveId, signal)
      state.verified.push(archiveId)
      verifiedOn[archiveId] = state.today
    },
    isBusy: async () => state.busy,
    periodMs: 30 * day,
    now: () => new Date(state.today * day),
    onFailure: ({ code }) => state.failures.push(code),
    pace,
  })
  return { state, schedule }
}

/** Waits until the signal fires, as long as it takes. */
const untilAborted = (_archiveId: string, signal: AbortSignal): Promise<void> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new ArchivingError('aborted', 'The work was aborted.')))
  })

test('verifies what was verified longest ago, once that is a period ago', async () => {
  const { state, schedule } = openSchedule({ a: 65, b: 60, c: 71 })
  expect([await schedule.turn(), await schedule.turn(), await schedule.turn()]).toEqual([
    'verified',
    'verified',
    'nothing_due',
  ])
  expect(state.verified).toEqual(['b', 'a'])
  state.today = 101
  await schedule.turn()
  expect(state.verified).toEqual(['b', 'a', 'c'])
  expect(await openSchedule({}).schedule.turn()).toBe('nothing_due')
})

test('begins none while there is other work, unless an archive is overdue by a period', async () => {
  const { state, schedule } = openSchedule({ a: 60, b: 45 })
  state.busy = true
  expect(await schedule.turn()).toBe('busy')
  state.today = 105
  expect(await schedule.turn()).toBe('verified')
  expect(await schedule.turn()).toBe('busy')
  expect(state.verified).toEqual(['b'])
})

test('puts a verification aside when other work begins, and begins it anew later', async () => {
  const { state, schedule } = openSchedule({ a: 60 })
  state.verify = async (archiveId, signal) => {
    state.busy = true
    await untilAborted(archiveId, signal)
  }
  expect(await schedule.turn()).toBe('put_aside')
  expect(state.verified).toEqual([])
  state.busy = false
  state.verify = async () => {}
  expect(await schedule.turn()).toBe('verified')
})

test('goes on by itself after a failure, and ends what is under way when it is closed', async () => {
  const { state, schedule } = openSchedule({ a: 60, b: 61 })
  const [both, hanging] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let failed = false
  state.verify = async (archiveId, signal) => {
    if (archiveId === 'a' && !failed) {
      failed = true
      throw new ArchivingError('storage_busy', 'The database is in use.')
    }
    if (archiveId !== 'b') return
    both.resolve()
    await untilAborted(archiveId, signal).finally(() => hanging.resolve())
  }
  schedule.start()
  await both.promise
  expect(state).toMatchObject({ verified: ['a'], failures: ['storage_busy'] })
  await schedule[Symbol.asyncDispose]()
  await hanging.promise
  expect(state.failures).toEqual(['storage_busy'])
})
