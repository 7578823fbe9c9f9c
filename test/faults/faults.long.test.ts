import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  hasSharedRecordings,
  startSharedStandIn,
  whySkipped,
  type StandIn,
  type StandInOptions,
} from '../support/shared-recordings.ts'
import { archiveOnce, everyFault, type FaultRun } from './fault-bench.ts'

const faulty: StandInOptions = { faultRate: 0.05, faultKinds: everyFault, slowMs: 500 }

const sites = [
  {
    name: '300 attempts',
    options: { scale: ['Midterm=300'] },
    wanted: { course: 'HIST101', kind: 'quiz', activity: 'Midterm' },
    seeds: ['one', 'two', 'three'],
  },
  {
    name: '300 submissions with a file of 256 kB each',
    options: { scaleAssign: ['Essay 1=300'], fileKb: 256 },
    wanted: { course: 'HIST101', kind: 'assign', activity: 'Essay 1' },
    seeds: ['four', 'five', 'six'],
  },
]

/** One request in twenty goes wrong, in all ways that are known, and nobody helps. */
describe.skipIf(!hasSharedRecordings).each(sites)(
  `a site with faults of every kind${hasSharedRecordings ? '' : ` (skipped: ${whySkipped})`}: $name`,
  ({ options, wanted, seeds }) => {
    // Reports hold the address of the site, so it is one site for all of them.
    let moodle: StandIn
    let undisturbed: FaultRun
    beforeAll(async () => {
      moodle = await startSharedStandIn(options)
      undisturbed = await archiveOnce(moodle, wanted)
      tell('undisturbed', undisturbed)
    }, 3_600_000)
    afterAll(() => moodle[Symbol.asyncDispose]())

    test.each(seeds)('seed %s: it finishes by itself, nothing is missing, nothing is there twice', async (seed) => {
      moodle.set({ ...faulty, seed })
      const run = await archiveOnce(moodle, wanted)
      tell(`seed ${seed}`, run)
      // The stand-in lacks some of what its invented submissions name: that is told with and without faults.
      expect(run).toMatchObject({ complete: undisturbed.complete, verdict: 'intact' })
      expect(run.items.length).toBeGreaterThanOrEqual(300)
      expect(new Set(run.items).size).toBe(run.items.length)
      expect([...run.payload]).toEqual([...undisturbed.payload])
      for (const kind of everyFault) expect(run.faults[kind], kind).toBeGreaterThan(0)
      expect(moodle.stats().missCount).toBe(0)
    })
  },
)

function tell(name: string, { seconds, requests, faults, itemsTriedAgain }: FaultRun): void {
  const counted = Object.entries(faults).map(([kind, count]) => `${kind} ${count}`)
  const tries = `${requests} requests, ${itemsTriedAgain} items tried again`
  console.log(`${name}: ${seconds.toFixed(1)} s, ${tries}, faults: ${counted.join(', ')}`)
}
