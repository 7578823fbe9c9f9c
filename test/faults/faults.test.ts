import { describe, expect, test } from 'vitest'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'
import { archiveOnce, everyFault } from './fault-bench.ts'

/** Short ones; with 300 attempts and several seeds: `faults.long.test.ts`. */
describe.skipIf(!hasSharedRecordings)(
  `a recorded site with faults of every kind${hasSharedRecordings ? '' : ` (skipped: ${whySkipped})`}`,
  () => {
    test.each([
      ['quiz', 'Weekly quiz 1', 24, 0.2],
      ['assign', 'Essay 1', 29, 0.1],
    ])(
      '%s %s: the archive is whole, and the same as without',
      async (kind, activity, items, faultRate) => {
        const wanted = { course: 'HIST101', kind, activity }
        await using moodle = await startSharedStandIn({ seed: activity, slowMs: 20, faultKinds: everyFault })
        const undisturbed = await archiveOnce(moodle, wanted)
        moodle.set({ faultRate })
        const run = await archiveOnce(moodle, wanted)
        expect(run).toMatchObject({ complete: true, verdict: 'intact' })
        expect(new Set(run.items).size).toBe(items)
        expect([...run.payload]).toEqual([...undisturbed.payload])
        expect(Object.values(run.faults).filter((count) => count > 0).length).toBeGreaterThan(4)
        expect(moodle.stats().missCount).toBe(0)
      },
      240_000,
    )
  },
)
