import { createHash } from 'node:crypto'
import { connectMoodle, type ActivitySource } from '@muniment/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { collect, errorOf, testHttp } from '../support/moodle-connection.ts'
import {
  hasSharedRecordings,
  readRecordedAnswer,
  startSharedStandIn,
  whySkipped,
  type StandIn,
} from '../support/shared-recordings.ts'

const recordedPosts = z.object({
  body: z.object({
    posts: z.array(
      z.object({
        id: z.number(),
        parentid: z.number().nullable(),
        message: z.string(),
        timecreated: z.number(),
        author: z.object({ id: z.number(), fullname: z.string() }),
        attachments: z.array(z.object({ filename: z.string(), filesize: z.number() })),
      }),
    ),
  }),
})

function forumsOf({ forums }: ActivitySource): NonNullable<ActivitySource['forums']> {
  if (!forums) throw new Error('A Moodle site has forums.')
  return forums
}

describe.skipIf(!hasSharedRecordings)(
  `forums of a recorded Moodle 4.5${hasSharedRecordings ? '' : ` (${whySkipped})`}`,
  () => {
    let moodle: StandIn
    let source: ActivitySource

    beforeAll(async () => {
      moodle = await startSharedStandIn()
      source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
    })

    afterAll(async () => {
      expect(moodle.stats().misses).toEqual([])
      await source[Symbol.asyncDispose]()
      await moodle[Symbol.asyncDispose]()
    })

    test('tells what a forum is, and that there is none', async () => {
      const forum = await forumsOf(source).getForum(2, 1)
      expect(forum).toMatchObject({
        id: 1,
        courseId: 2,
        courseModuleId: 5,
        name: 'Seminar discussion',
        introHtml: '<p>Discuss.</p>',
        type: 'general',
        dueAt: null,
        ratingAggregate: null,
        gradedAsWhole: false,
        otherFacts: { maxattachments: 5, numdiscussions: 6 },
      })
      expect(forum.otherFacts).not.toHaveProperty('cancreatediscussions')
      expect(await errorOf(forumsOf(source).getForum(2, 99))).toMatchObject({ code: 'source_missing' })
    })

    test('lists the discussions of both forums', async () => {
      const forums = forumsOf(source)
      const discussions = await collect(forums.listDiscussions(await forums.getForum(2, 1)))
      expect(discussions.map(({ id }) => id).toSorted((one, two) => one - two)).toEqual([1, 2, 3, 4, 5, 6])
      expect(discussions.find(({ id }) => id === 2)).toMatchObject({
        title: 'Topic 2: „Warum?“ & why',
        firstPostId: 6,
        startedBy: { userId: 6, fullName: 'Zoë Ångström', enrolled: true },
        group: null,
        startedAt: '2026-10-12T12:00:00.000Z',
        modifiedAt: '2026-10-12T12:40:00.000Z',
        visibleFrom: null,
        pinned: true,
        locked: false,
        replyCount: 4,
      })
      expect(await collect(forums.listDiscussions(await forums.getForum(2, 2)))).toEqual([])
    })

    test('reads every post of every discussion with who, when, what and files', async () => {
      const forums = forumsOf(source)
      const forum = await forums.getForum(2, 1)
      for (const discussionId of [1, 2, 3, 4, 5, 6]) {
        const { posts } = await forums.getPosts(forum, discussionId)
        const { body } = recordedPosts.parse(
          await readRecordedAnswer(
            'mod_forum_get_discussion_posts',
            `discussionid=${discussionId}_sortby=created_sortdirection=ASC`,
          ),
        )
        expect(posts.map(({ id, parentId, author }) => ({ id, parentId, author: author?.userId }))).toEqual(
          body.posts.map(({ id, parentid, author }) => ({ id, parentId: parentid, author: author.id })),
        )
        for (const [index, recorded] of body.posts.entries()) {
          const post = posts[index]
          expect(post?.messageHtml.replaceAll(moodle.url, 'https://moodle.example')).toBe(recorded.message)
          expect(post?.createdAt).toBe(new Date(recorded.timecreated * 1_000).toISOString())
          expect(post?.attachments.map(({ fileName, sizeBytes }) => [fileName, sizeBytes])).toEqual(
            recorded.attachments.map(({ filename, filesize }) => [filename, filesize]),
          )
        }
      }
    })

    test('knows people by what the gradebook tells, and reads attachments and files of the text', async () => {
      const forums = forumsOf(source)
      const forum = await forums.getForum(2, 1)
      const { posts } = await forums.getPosts(forum, 2)
      expect(posts[0]?.author).toMatchObject({ userName: 'hist02', groups: [{ name: 'Group C / late' }] })
      expect(posts[0]).toMatchObject({ removed: false, privateReply: false, wordCount: null, tags: [], rating: null })
      expect(posts[0]?.inlineFiles.map(({ fileName }) => fileName)).toEqual(['in.png'])
      for (const file of posts.flatMap(({ attachments, inlineFiles }) => [...attachments, ...inlineFiles])) {
        const opened = await source.openFile(file.address)
        const bytes = Buffer.concat(await collect(opened.content))
        expect(bytes.byteLength).toBe(file.sizeBytes)
        expect(createHash('sha1').update(bytes).digest('hex')).toBe(opened.sha1)
      }
    })

    test('keeps an answer without what depends on who reads', async () => {
      const forums = forumsOf(source)
      const { serviceAnswer } = await forums.getPosts(await forums.getForum(2, 1), 2)
      const text = JSON.stringify(serviceAnswer)
      expect(text).toContain('Reply 3 to 2')
      expect(text).toContain('"isprivatereply":false')
      expect(text).not.toMatch(/"capabilities":|"unread":|"authorsubheading":|theme\/image/)
    })

    test('asks for no grades and ratings where there are none', async () => {
      const forums = forumsOf(source)
      const forum = await forums.getForum(2, 1)
      const { posts } = await forums.getPosts(forum, 1)
      expect(await forums.getGrades(forum, 5)).toEqual([])
      expect(await forums.getRatings(forum, posts)).toEqual(new Map())
      expect(moodle.stats().functions['core_rating_get_item_ratings']).toBeUndefined()
    })
  },
)
