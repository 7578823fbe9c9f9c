import { connectMoodle, type ActivitySource } from '@muniment/core'
import { describe, expect, test } from 'vitest'
import { callSample } from '../moodle-stand-in/sample-moodle-client.ts'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'

const archivable = ['quiz', 'assign', 'forum', 'choice', 'workshop']

const connect = ({ url, token }: { readonly url: string; readonly token: string }): ActivitySource =>
  connectMoodle({ userAgent: 'muniment-test', siteUrl: url, token })

/** Fingerprints of all activities of a course, as `quiz 11`. */
async function lookAt(source: ActivitySource, courseId: number): Promise<Readonly<Record<string, string>>> {
  const activities = await source.listActivities(courseId)
  const found = await source.readActivityFingerprints?.(courseId, activities)
  const named = activities.map(({ kind, courseModuleId }) => [`${kind} ${courseModuleId}`, found?.get(courseModuleId)])
  return Object.fromEntries(named.filter(([, fingerprint]) => fingerprint !== undefined))
}

const differing = (one: Readonly<Record<string, string>>, two: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(one).filter((key) => one[key] !== two[key])

test('a look at a course tells which of its activities have changed', async () => {
  await using moodle = await startSampleMoodle()
  await using source = connect(moodle)
  const before = await lookAt(source, 7)
  expect(new Set(Object.keys(before).map((key) => key.split(' ')[0]))).toEqual(new Set(archivable))
  expect(await lookAt(source, 7)).toEqual(before)

  moodle.regrade(104, 'essay', 9)
  const regraded = await lookAt(source, 7)
  expect(differing(before, regraded).map((key) => key.split(' ')[0])).toEqual(['quiz'])
  expect(moodle.stats().misses).toEqual([])
})

test('whoever looks at a submission does not change the assignment', async () => {
  await using moodle = await startSampleMoodle()
  await using source = connect(moodle)
  const before = await lookAt(source, 7)
  const assignment = (await source.listActivities(7)).find(({ kind }) => kind === 'assign')
  const assignid = String(assignment?.instanceId)
  for await (const { userId } of source.listParticipants(7))
    await callSample(moodle, 'mod_assign_get_submission_status', { assignid, userid: String(userId) })
  expect(differing(before, await lookAt(source, 7))).toEqual([])
})

describe.skipIf(!hasSharedRecordings)(`a recorded course${hasSharedRecordings ? '' : ` (${whySkipped})`}`, () => {
  test('gives the same fingerprints at every look', async () => {
    await using moodle = await startSharedStandIn()
    await using source = connect(moodle)
    const before = await lookAt(source, 2)
    expect(new Set(Object.keys(before).map((key) => key.split(' ')[0]))).toEqual(new Set(archivable))
    expect(await lookAt(source, 2)).toEqual(before)
    expect(moodle.stats().missCount).toBe(0)
  })
})
