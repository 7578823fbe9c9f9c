import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActivityMetadata, Core } from '@muniment/core'
import { expect, test } from 'vitest'
import {
  startSampleMoodle,
  type SampleMoodle,
  type SampleMoodleOptions,
} from '../moodle-stand-in/start-sample-moodle.ts'
import { askVeraPdfOfFolder, flavours, veraPdfMissing } from '../pdf/pdf-judges.ts'
import { sampleForum } from '../sample-course/forum.ts'
import { students, teacher, tutor } from '../sample-course/people.ts'
import { everyWord } from '../support/every-word.ts'
import { archiveActivity, findActivity, openCore, openWorkspace, readRows, runTask } from '../support/open-muniment.ts'
import { readZip } from '../support/read-zip.ts'

const questions = { course: '7', kind: 'forum', activity: sampleForum.name } as const

interface SampleForum extends AsyncDisposable {
  readonly core: Core
  readonly moodle: SampleMoodle
  readonly activity: ActivityMetadata
}

async function openSampleForum(options: SampleMoodleOptions = {}): Promise<SampleForum> {
  const stack = new AsyncDisposableStack()
  const workspace = stack.use(await openWorkspace())
  const moodle = stack.use(await startSampleMoodle(options))
  const core = stack.use(await openCore(workspace.path))
  const activity = await findActivity(core, moodle, questions)
  return { core, moodle, activity, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

const posts = sampleForum.discussions.flatMap((discussion) => discussion.posts)

/** Reports of an archive, without what lies beside them. */
const reportsOf = (payload: ReadonlyMap<string, Buffer>): readonly string[] =>
  [...payload.keys()].filter((path) => path.endsWith('.pdf') && !path.includes('attachments/'))

test('the sample forum becomes an archive that is whole, with every attachment byte for byte', async () => {
  await using forum = await openSampleForum()
  const { core, moodle, activity } = forum
  const { archive, payload } = await archiveActivity(core, activity, { htmlCopy: true })
  expect(archive).toMatchObject({ complete: true, items: 3 })
  expect(await core.archives.verify(archive.id, { deep: true })).toMatchObject({
    verdict: 'intact',
    findings: [],
    contentsChecked: { reports: 3, recordsCompared: 3, copies: 3, rawAnswers: 3 },
  })
  const kept = [...payload].filter(([path]) => path.includes('attachments/')).map(([, bytes]) => bytes)
  const given = posts.filter(({ removed }) => !removed).flatMap(({ attachments = [] }) => attachments)
  for (const { name, bytes } of given)
    expect(
      kept.some((file) => file.equals(bytes)),
      name,
    ).toBe(true)
  // And the picture of the editor that the text does not show any more.
  expect(kept).toHaveLength(given.length + 1)
  expect(moodle.stats().misses).toEqual([])
})

test('tells ratings and who gave them, edits, removed posts and private replies', async () => {
  await using forum = await openSampleForum()
  const { payload } = await archiveActivity(forum.core, forum.activity, {})
  const rows = readRows(payload)
  expect(rows.find((row) => row['discussion_id'] === 601)).toMatchObject({
    discussion: 'Why does the Moon look larger near the horizon?',
    user_id: 5,
    id_number: 'AST-1001',
    first_post: '2026-09-21T08:00:00.000Z',
    last_post: '2026-09-22T08:00:00.000Z',
    posts: 7,
    authors: 6,
    private_replies: 1,
    removed_posts: 0,
    attachments: 3,
  })
  expect(rows.find((row) => row['discussion_id'] === 602)).toMatchObject({
    discussion_group: 'Gruppe Süd / Größe 1',
    removed_posts: 1,
  })
  const told = payload.get('items.jsonl')?.toString('utf8') ?? ''
  for (const said of [
    '"labels":["edited"]',
    '"labels":["removed"]',
    '"labels":["private reply"]',
    'in reply to 1.1.1 by Zuzanna Łękawska-Żądło',
    '90 / 100 · Ingrid Sørensen',
    'Average: 85, rated by 2 people',
    'The site gives only the last version of edited posts.',
    'The site no longer tells what removed posts said',
  ])
    expect(told).toContain(said)
  expect(payload.get('activity.json')?.toString('utf8')).toContain('who read which post, and when')
})

test('by participant: one report of all that each person wrote, with what was answered marked as somebody else’s', async () => {
  await using forum = await openSampleForum()
  const { archive, payload } = await archiveActivity(forum.core, forum.activity, { arrangement: 'participant' })
  const authors = new Set(posts.filter(({ removed }) => !removed).map(({ userId }) => userId))
  expect(archive).toMatchObject({ complete: true, items: authors.size })
  const rows = readRows(payload)
  expect(new Set(rows.map((row) => row['user_id']))).toEqual(authors)
  const ofZuzanna = rows.find((row) => row['user_id'] === 5)
  expect(ofZuzanna).toMatchObject({
    posts: 2,
    discussions: 1,
    rating_grade: 85,
    forum_grade: 18,
    max_forum_grade: 20,
  })
  const record = JSON.stringify(ofZuzanna)
  expect(record).toContain('A one-cent coin')
  expect(record).toContain('What was answered, written by Ελένη Καραγιάννη')
  expect(record).toContain('Compare it with a coin')
  expect(record).not.toContain('Спасибо')
  expect(JSON.stringify(rows.find((row) => row['user_id'] === 6))).toContain('[picture: my sketch of the half moon]')
  expect([...payload.keys()].filter((path) => path.endsWith('.gz'))).toEqual([])
})

test('without private replies, they are nowhere', async () => {
  await using forum = await openSampleForum()
  for (const arrangement of ['discussion', 'participant']) {
    const settings = { arrangement, privateReplies: false, htmlCopy: true }
    const { archive } = await archiveActivity(forum.core, forum.activity, settings)
    const told = await everyWord(await readZip(archive.path))
    expect(told).not.toContain('Please cite your source')
    expect(told).toContain('A one-cent coin')
  }
})

test('sections that are left out are in nothing that the archive holds', async () => {
  await using forum = await openSampleForum()
  const settings = { sections: ['header'], arrangement: 'participant', htmlCopy: true }
  const { payload } = await archiveActivity(forum.core, forum.activity, settings)
  const told = await everyWord(payload)
  const leftOut = ['observing-notes', 'say how you know', '90 / 100', 'careful', 'What was answered']
  expect(leftOut.filter((said) => told.includes(said))).toEqual([])
  expect(readRows(payload).every((row) => row['rating_grade'] === null && row['attachments'] === null)).toBe(true)
  expect(forum.moodle.stats().calls).not.toHaveProperty('core_rating_get_item_ratings')
})

test('a scope picks discussions, or people', async () => {
  await using forum = await openSampleForum()
  const archived = async (column: string, settings: Record<string, unknown>) => {
    const { payload } = await archiveActivity(forum.core, forum.activity, settings)
    return new Set(readRows(payload).map((row) => row[column]))
  }
  const discussions = (scope: object) => archived('discussion_id', { scope })
  expect(await discussions({ mode: 'discussions', ids: [602] })).toEqual(new Set([602]))
  expect(await discussions({ mode: 'users', ids: [13] })).toEqual(new Set([603]))
  expect(await discussions({ mode: 'groups', ids: [71] })).toEqual(new Set([601, 603]))
  const people = (scope: object) => archived('user_id', { arrangement: 'participant', scope })
  expect(await people({ mode: 'users', ids: [5, 16] })).toEqual(new Set([5]))
  expect(await people({ mode: 'discussions', ids: [603] })).toEqual(new Set([13]))
  expect(await people({ mode: 'groups', ids: [72] })).toEqual(new Set([7, 8, 12]))
})

test.each(['discussion', 'participant'])('an anonymised archive by %s names nobody', async (arrangement) => {
  await using forum = await openSampleForum()
  const settings = { arrangement, anonymise: true, htmlCopy: true }
  const { archive, task, payload } = await archiveActivity(forum.core, forum.activity, settings)
  const { entries } = await forum.core.tasks.listLog(task.id)
  const files = await readZip(archive.path)
  const ours = new Map([...files].filter(([path]) => !path.includes('/attachments/')))
  const told = [await everyWord(ours), ...files.keys(), ...entries.map(({ message }) => message)].join('\n')
  const wrote = new Set(posts.map(({ userId }) => userId))
  const names = [...students, teacher, tutor]
    .filter(({ id }) => wrote.has(id))
    .flatMap(({ username, firstName, lastName, idNumber }) => [
      username,
      `${firstName} ${lastName}`,
      lastName,
      idNumber,
    ])
  expect(names.filter((name) => name.length > 2 && told.includes(name))).toEqual([])
  expect(told).toContain('in reply to')
  expect(reportsOf(payload).some((path) => path.includes('Moon'))).toBe(false)
  expect([...payload.keys()].filter((path) => path.endsWith('.gz'))).toEqual([])
  expect(await forum.core.archives.verify(archive.id, { deep: true })).toMatchObject({ verdict: 'intact' })
})

test('the same forum twice gives the same payload, in English and German', async () => {
  await using forum = await openSampleForum()
  for (const language of ['en', 'de']) {
    const settings = { language, timeZone: 'Europe/Zurich', htmlCopy: true, archiveName: 'forum' }
    const payloads = []
    for (let run = 0; run < 2; run++)
      payloads.push((await archiveActivity(forum.core, forum.activity, settings)).payload)
    const [first, second] = payloads.map((payload) =>
      [...payload].map(([path, bytes]) => `${path} ${createHash('sha256').update(bytes).digest('hex')}`),
    )
    expect(first).toEqual(second)
    const told = payloads[0]?.get('items.jsonl')?.toString('utf8') ?? ''
    expect(told.includes('Antwort auf 1 von')).toBe(language === 'de')
  }
})

test('a discussion that may not be read is told, and does not keep the others from being archived', async () => {
  const refusal = { exception: 'moodle_exception', errorcode: 'noviewdiscussionspermission', message: 'No.' }
  const isHidden = (answer: unknown): boolean => JSON.stringify(answer).includes('"discussionid":602')
  await using forum = await openSampleForum({
    alterAnswer: (name, answer) => (name === 'mod_forum_get_discussion_posts' && isHidden(answer) ? refusal : answer),
  })
  const created = await forum.core.tasks.create('forum', forum.activity, { arrangement: 'participant' })
  const task = await runTask(forum.core, created.id)
  expect(task.status).toMatchObject({ progress: { itemsFailed: 0 } })
  const { entries } = await forum.core.tasks.listItems(created.id, { limit: 100 })
  expect(entries.map(({ key }) => key)).toContain('refused-602')
  expect(entries.length).toBeGreaterThan(5)
})

test('what a student tried stays text, and nothing outside is fetched', async () => {
  await using forum = await openSampleForum()
  const { payload } = await archiveActivity(forum.core, forum.activity, {
    scope: { mode: 'discussions', ids: [603] },
    htmlCopy: true,
  })
  const page = [...payload].find(([path]) => path.endsWith('.html') && path.includes('evil'))?.[1].toString('utf8')
  expect(page).toContain('&lt;script&gt;fetch(&quot;//evil.example&quot;)&lt;/script&gt; =cmd|calc')
  expect(page).not.toMatch(/<script|onclick=|onerror=|javascript:/u)
  expect(payload.get('items.csv')?.toString('utf8')).not.toMatch(/^[=+@-]/mu)
})

test('reports are PDF/A-3a and PDF/UA-1, as veraPDF judges', async (context) => {
  const missing = await veraPdfMissing()
  context.skip(missing !== undefined, missing)
  await using forum = await openSampleForum()
  await using workspace = await openWorkspace()
  const { payload } = await archiveActivity(forum.core, forum.activity, { language: 'de' })
  for (const [index, path] of reportsOf(payload).entries())
    await writeFile(join(workspace.path, `${index}.pdf`), payload.get(path) ?? '')
  for (const flavour of flavours) {
    const said = await askVeraPdfOfFolder(workspace.path, flavour)
    expect(said.filter((line) => line.startsWith('PASS'))).toHaveLength(3)
  }
})
