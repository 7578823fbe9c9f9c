import { connectMoodle, type ActivityMetadata, type Core } from '@muniment/core'
import { describe, expect, test } from 'vitest'
import { startSampleMoodle, type SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
import { observingNight } from '../sample-course/choices.ts'
import { sampleForum } from '../sample-course/forum.ts'
import { sampleWorkshop } from '../sample-course/workshop.ts'
import { archiveActivity, findActivity, openCore, openWorkspace } from '../support/open-muniment.ts'
import { hasSharedRecordings, startSharedStandIn, whySkipped } from '../support/shared-recordings.ts'

/** Something that becomes different on the site between two runs. */
interface Change {
  readonly what: string
  /** Of which function, and what of its answer, as JSON text. */
  readonly function: string
  readonly from: RegExp
  readonly to: string
  /** Items that tell it. */
  readonly items: number
}

const change = (what: string, name: string, [from, to]: readonly [RegExp, string], items = 1): Change => ({
  what,
  function: name,
  from,
  to,
  items,
})

const status = 'mod_assign_get_submission_status'
const posts = 'mod_forum_get_discussion_posts'
const assessments = 'mod_workshop_get_submission_assessments'
const form = 'mod_workshop_get_assessment_form_definition'
const results = 'mod_choice_get_choice_results'

/** None of these changes gives the item itself a new time. */
const kinds = [
  {
    kind: 'assign',
    activity: 'Observation diary',
    settings: {},
    changes: [
      change('a comment', 'core_comment_get_comments', [/Please set mark 10\.00/, 'Please set mark 9.00']),
      change('feedback', status, [/Ωραία/, 'Πολύ ωραία']),
      // Each attempt has a report, and the answer is one for both.
      change('feedback of an earlier attempt', status, [/Once more, please/, 'Again, please'], 2),
      change('the date until which one person may hand in', 'mod_assign_get_participant', [
        /("id":14,.*?"duedate":)\d+/,
        '$11762000000',
      ]),
      change('a feedback file', status, [/("filename":"how you did\.pdf".*?"timemodified":)\d+/, '$11762000000']),
    ],
  },
  {
    kind: 'forum',
    activity: sampleForum.name,
    settings: {},
    changes: [
      change('a post', posts, [/I bring the red torch/, 'I bring the blue torch']),
      change('one of two ratings', 'core_rating_get_item_ratings', [/"80 \\?\/ 100"/, '"81 / 100"']),
      change('whether a discussion is locked', 'mod_forum_get_forum_discussions', [/"locked":true/, '"locked":false']),
    ],
  },
  {
    kind: 'forum',
    activity: sampleForum.name,
    settings: { arrangement: 'participant' },
    // Everyone who wrote in the discussion.
    changes: [change('a post', posts, [/I bring the red torch/, 'I bring the blue torch'], 3)],
  },
  {
    kind: 'workshop',
    activity: sampleWorkshop.name,
    settings: {},
    changes: [
      change('what an assessment says', assessments, [/Good sources/, 'Some good sources']),
      change('what a teacher wrote to an assessor', assessments, [/Careful reading/, 'Very careful reading']),
      change('an aspect of an assessment', form, [/Mostly/, 'Hardly']),
      change('a grade', 'mod_workshop_get_submissions', [/"grade":40,/, '"grade":41,']),
    ],
  },
  {
    kind: 'choice',
    activity: observingNight.name,
    settings: {},
    changes: [change('an answer', results, [/("userid":10,.*?"timemodified":)\d+/, '$11762000000'])],
  },
] as const

interface Sample extends AsyncDisposable {
  readonly core: Core
  readonly moodle: SampleMoodle
  readonly activity: ActivityMetadata
  /** Makes the site answer otherwise from now on. */
  readonly make: (change: Change) => void
}

async function openSample(kind: string, activityName: string): Promise<Sample> {
  const stack = new AsyncDisposableStack()
  const workspace = stack.use(await openWorkspace())
  const made: Change[] = []
  let answers = 0
  const alterAnswer = (name: string, answer: unknown): unknown => {
    let text = JSON.stringify(answer)
    // What a filter of Moodle makes up for each answer.
    text = text.replaceAll('<p>', `<p id=\\"random6b03f1a2c4d5e${(answers += 1)}\\">`)
    for (const { function: changed, from, to } of made) if (changed === name) text = text.replace(from, to)
    return JSON.parse(text)
  }
  const moodle = stack.use(await startSampleMoodle({ alterAnswer }))
  const core = stack.use(await openCore(workspace.path))
  const activity = await findActivity(core, moodle, { course: '7', kind, activity: activityName })
  return { core, moodle, activity, make: (one) => made.push(one), [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

test.each(kinds)('of $kind “$activity” $settings, only what has changed is read again', async (wanted) => {
  await using sample = await openSample(wanted.kind, wanted.activity)
  const { core, activity, moodle } = sample
  const archive = () => archiveActivity(core, activity, wanted.settings, { reuseUnchanged: true })
  let before = await archive()
  const unchanged = await archive()
  expect(unchanged.archive.id).toBe(before.archive.id)
  const { itemsReused, itemsTotal } = unchanged.task.status.progress
  for (const one of wanted.changes) {
    sample.make(one)
    const version = await archive()
    expect(version.archive.predecessorId, one.what).toBe(before.archive.id)
    expect(version.task.status.progress, one.what).toMatchObject({ itemsReused: itemsReused - one.items, itemsTotal })
    before = version
  }
  expect(moodle.stats().misses).toEqual([])
})

test('a discussion that is edited while its forum is archived is read again before it is sealed', async () => {
  await using workspace = await openWorkspace()
  let asked = 0
  await using moodle = await startSampleMoodle({
    alterAnswer: (name, answer) => {
      // Three in the listing, three to archive; the second one is edited once it was read.
      const isEdited = name === posts && ++asked >= 6
      const text = JSON.stringify(answer)
      return JSON.parse(isEdited ? text.replace('I bring the red torch', 'I bring the blue torch') : text)
    },
  })
  await using core = await openCore(workspace.path, { listAgainAfterMs: 0, concurrency: 1 })
  const activity = await findActivity(core, moodle, { course: '7', kind: 'forum', activity: sampleForum.name })
  const { task, payload } = await archiveActivity(core, activity)
  const { entries } = await core.tasks.listLog(task.id)
  expect(entries.filter(({ message }) => message.includes('is read again'))).toHaveLength(1)
  const told = payload.get('items.jsonl')?.toString('utf8') ?? ''
  expect(told).toContain('I bring the blue torch')
  expect(told).not.toContain('I bring the red torch')
})

test('a site that takes no batches is asked for nothing twice', async () => {
  await using moodle = await startSampleMoodle({
    alterAnswer: (name, answer) =>
      name === 'core_webservice_get_site_info'
        ? JSON.parse(JSON.stringify(answer).replace('"tool_mobile_call_external_functions"', '"not_offered"'))
        : answer,
  })
  await using source = connectMoodle({ userAgent: 'muniment-test', siteUrl: moodle.url, token: moodle.token })
  expect(await source.batched?.()).toBeNull()
})

describe.skipIf(!hasSharedRecordings)(`a recorded assignment${hasSharedRecordings ? '' : ` (${whySkipped})`}`, () => {
  test('is looked through with few requests', async () => {
    await using workspace = await openWorkspace()
    await using moodle = await startSharedStandIn()
    await using core = await openCore(workspace.path)
    const activity = await findActivity(core, moodle, { course: 'HIST101', kind: 'assign', activity: 'Team project' })
    const requests = async (): Promise<number> => {
      const before = moodle.stats().requests
      const { task } = await archiveActivity(core, activity, {}, { reuseUnchanged: true })
      expect(task.status.progress.itemsTotal).toBe(29)
      return moodle.stats().requests - before
    }
    expect(await requests()).toBeGreaterThan(80)
    expect(await requests()).toBeLessThan(25)
    expect(moodle.stats().missCount).toBe(0)
  })
})
