import { describe, expect, test } from 'vitest'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'
import { archiveQuiz, findQuiz, openCore, openWorkspace } from '../support/open-muniment.ts'
import { startSampleMoodle, type SampleMoodleOptions } from '../moodle-stand-in/start-sample-moodle.ts'
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

test('our own site with faults: the archive is whole, and the same as without', async () => {
  const kinds = ['http503', 'reset', 'truncated', 'html'] as const
  const calls = ['mod_quiz_get_attempt_review', 'file']
  const faults = calls.flatMap((call) => kinds.map((kind) => ({ call, kind, firstCalls: 2 })))
  const undisturbed = await archiveSample({})
  const archived = await archiveSample({ faults, port: undisturbed.port })
  expect(archived.complete).toBe(true)
  expect([...archived.payload.keys()]).toEqual([...undisturbed.payload.keys()])
  for (const [path, bytes] of archived.payload)
    expect(bytes.equals(undisturbed.payload.get(path) ?? Buffer.from('')), path).toBe(true)
}, 240_000)

/** Archives the sample quiz. Reports hold the address of the site, so it is to be the same each time. */
async function archiveSample(options: SampleMoodleOptions) {
  await using workspace = await openWorkspace()
  await using moodle = await startSampleMoodle(options)
  await using core = await openCore(workspace.path)
  const activity = await findQuiz(core, moodle, '7', 'Stars & Planets: final quiz')
  const { payload, archive } = await archiveQuiz(core, activity)
  return { payload, complete: archive.complete, port: Number(new URL(moodle.url).port) }
}
