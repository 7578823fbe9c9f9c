import { createHash } from 'node:crypto'
import { verifyArchive } from '@muniment/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { everyWord } from '../support/every-word.ts'
import { archiveActivity, findActivity, openCore, openWorkspace, readRows } from '../support/open-muniment.ts'
import {
  hashRecordedFiles,
  hasSharedRecordings,
  listRecordedAnswers,
  readRecordedAnswer,
  startSharedStandIn,
  whySkipped,
} from '../support/shared-recordings.ts'

const seminar = { course: 'HIST101', kind: 'forum', activity: 'Seminar discussion' } as const
const recordedPosts = z.object({
  body: z.object({
    posts: z.array(
      z.object({
        id: z.number(),
        message: z.string(),
        timecreated: z.number(),
        author: z.object({ id: z.number(), fullname: z.string() }),
        attachments: z.array(z.object({ url: z.string() })),
      }),
    ),
  }),
})

type RecordedPost = z.output<typeof recordedPosts>['body']['posts'][number]

/** All posts of the forum, read past the archive. */
async function recordedForum(): Promise<readonly RecordedPost[]> {
  const name = 'mod_forum_get_discussion_posts'
  const answers = (await listRecordedAnswers(name)).filter((answer) => !answer.includes('includeinline'))
  const read = await Promise.all(answers.map((answer) => readRecordedAnswer(name, answer)))
  return read.flatMap((answer) => recordedPosts.parse(answer).body.posts)
}

/** What a person reads in a post's HTML, without its picture. */
const textOf = ({ message }: RecordedPost): string => message.replaceAll(/<[^>]*>/g, '').trim()

const archivedPost = z.object({
  section: z.string(),
  id: z.number(),
  createdAt: z.string(),
  author: z.object({ userId: z.number(), fullName: z.string() }),
})
const archivedItem = z.object({
  record: z.object({
    posts: z.array(archivedPost),
    sections: z.array(
      z.object({ number: z.string(), parts: z.array(z.object({ role: z.string(), text: z.string() })) }),
    ),
  }),
})

/** Posts of all reports as their data tell them, with the text of the section. */
function archivedPosts(payload: ReadonlyMap<string, Buffer>) {
  const lines = payload.get('items.jsonl')?.toString('utf8').trimEnd().split('\n') ?? []
  return lines
    .map((line) => archivedItem.parse(JSON.parse(line)).record)
    .flatMap(({ posts, sections }) =>
      posts.map((post) => ({
        ...post,
        text: sections.find(({ number }) => number === post.section)?.parts.find(({ role }) => role === 'answer')?.text,
      })),
    )
}

describe.skipIf(!hasSharedRecordings)(
  `the forum of the recordings${hasSharedRecordings ? '' : ` (skipped: ${whySkipped})`}`,
  () => {
    test.each([
      ['discussion', 6],
      ['participant', 23],
    ])('by %s: each post with author, time and text, each attachment byte for byte', async (arrangement, reports) => {
      await using workspace = await openWorkspace()
      await using moodle = await startSharedStandIn()
      await using core = await openCore(workspace.path)
      const activity = await findActivity(core, moodle, seminar)
      const { archive, payload } = await archiveActivity(core, activity, { arrangement, htmlCopy: true })
      const recorded = await recordedForum()
      expect(recorded).toHaveLength(30)

      const archived = archivedPosts(payload).toSorted((one, other) => one.id - other.id)
      expect(archived.map(({ id }) => id)).toEqual(recorded.map(({ id }) => id).toSorted((one, two) => one - two))
      for (const post of recorded) {
        const { author, createdAt, text } = archived.find(({ id }) => id === post.id) ?? {}
        expect(author).toMatchObject({ userId: post.author.id, fullName: post.author.fullname.replace('&amp;', '&') })
        expect(createdAt).toBe(new Date(post.timecreated * 1_000).toISOString())
        expect(text).toContain(textOf(post))
      }

      const pages = new Map([...payload].filter(([path]) => path.endsWith('.html')))
      const words = await everyWord(new Map([...payload].filter(([path]) => path.endsWith('.pdf'))))
      for (const post of recorded) {
        const said = textOf(post)
        expect(
          [...pages.values()].some((page) => page.toString('utf8').includes(said)),
          said,
        ).toBe(true)
        expect(words.includes(said.replace(/ – .*$/u, '')), said).toBe(true)
      }

      const hashes = await hashRecordedFiles()
      const kept = [...payload].filter(([path]) => path.includes('attachments/'))
      const keptHashes = kept.map(([, bytes]) => createHash('sha256').update(bytes).digest('hex'))
      const attachments = recorded.flatMap((post) => post.attachments)
      expect(attachments).toHaveLength(12)
      expect(kept).toHaveLength(12)
      for (const { url } of attachments) {
        const path = decodeURIComponent(new URL(url).pathname).replace('/pluginfile', '/webservice/pluginfile')
        expect(keptHashes, path).toContain(hashes.get(path))
      }

      expect(readRows(payload)).toHaveLength(reports)
      expect(archive.complete).toBe(true)
      expect(await verifyArchive(archive.path, { deep: true })).toMatchObject({
        verdict: 'intact',
        findings: [],
        contentsChecked: { reports, recordsCompared: reports, copies: reports },
      })
      expect(moodle.stats().missCount).toBe(0)
    })

    test('a forum without discussions is an archive that says so', async () => {
      await using workspace = await openWorkspace()
      await using moodle = await startSharedStandIn()
      await using core = await openCore(workspace.path)
      const { archive, payload } = await archiveActivity(
        core,
        await findActivity(core, moodle, { ...seminar, activity: 'Q and A' }),
      )
      expect(archive).toMatchObject({ complete: true, items: 0 })
      expect(payload.get('activity.json')?.toString('utf8')).toContain('"qanda"')
      expect(moodle.stats().missCount).toBe(0)
    })
  },
)
