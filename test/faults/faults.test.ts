import { describe, expect, test } from 'vitest'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'
import { archiveOnce, everyFault } from './fault-bench.ts'

/** Short ones; with 300 attempts and several seeds: `faults.long.test.ts`. */
describe.skipIf(!hasSharedRecordings)(
  `a recorded site with faults of every kind${hasSharedRecordings ? '' : ` (skipped: ${whySkipped})`}`,
  () => {
    test.each([
      ['quiz', 'Midterm', 22],
      ['assign', 'Essay 1', 24],
    ])('%s %s: the archive is whole, and the same as without', async (kind, activity, items) => {
      const wanted = { course: 'HIST101', kind, activity }
      await using moodle = await startSharedStandIn({ seed: activity, slowMs: 20, faultKinds: everyFault })
      const undisturbed = await archiveOnce(moodle, wanted)
      moodle.set({ faultRate: 0.05 })
      const run = await archiveOnce(moodle, wanted)
      expect(run).toMatchObject({ complete: true, verdict: 'intact' })
      expect(new Set(run.items).size).toBe(items)
      expect([...run.payload]).toEqual([...undisturbed.payload])
      expect(Object.values(run.faults).filter((count) => count > 0).length).toBeGreaterThan(3)
      expect(moodle.stats().missCount).toBe(0)
    })
  },
)
