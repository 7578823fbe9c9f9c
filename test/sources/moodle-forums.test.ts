import { createHash } from 'node:crypto'
import { connectMoodle, type ActivitySource } from '@muniment/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startSampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'
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

describe('forums of the sample course', () => {
  test('a removed post keeps its place, an edited one tells both times, a private reply is marked', async () => {
    await using moodle = await startSampleMoodle()
    await using source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
    const forums = forumsOf(source)
    const forum = await forums.getForum(7, 31)
    expect(forum).toMatchObject({ ratingAggregate: 'average', gradedAsWhole: true, cutOffAt: null })
    const evening = (await forums.getPosts(forum, 602)).posts
    expect(evening.map(({ id }) => id)).toEqual([6011, 6012, 6013, 6014])
    expect(evening[2]).toMatchObject({ removed: true, author: null, parentId: 6011, createdAt: null })
    expect(evening[1]?.author).toMatchObject({ userId: 18, fullName: 'Jonas Weber', userName: '', enrolled: false })
    const moon = (await forums.getPosts(forum, 601)).posts
    expect(moon[0]).toMatchObject({
      createdAt: '2026-09-21T08:00:00.000Z',
      modifiedAt: '2026-09-21T08:15:00.000Z',
      tags: ['moon', 'perception & illusion'],
      rating: { aggregate: 85, aggregateText: '85', count: 2, scaleId: 100 },
    })
    expect(moon[2]?.rating).toBeNull()
    expect(moon.filter(({ privateReply }) => privateReply).map(({ id }) => id)).toEqual([6007])
    expect(moodle.stats().misses).toEqual([])
  })

  test('tells single ratings of rated posts only, and grades of the forum', async () => {
    await using moodle = await startSampleMoodle()
    await using source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
    const forums = forumsOf(source)
    const forum = await forums.getForum(7, 31)
    const { posts } = await forums.getPosts(forum, 601)
    const ratings = await forums.getRatings(forum, posts)
    expect([...ratings.keys()]).toEqual([6001, 6002])
    expect(ratings.get(6001)).toEqual([
      { userId: 3, fullName: 'Ingrid Sørensen', ratingText: '90 / 100', ratedAt: '2026-09-23T08:00:00.000Z' },
      { userId: 4, fullName: 'Kofi Mensah', ratingText: '80 / 100', ratedAt: '2026-09-24T08:00:00.000Z' },
    ])
    expect(await forums.getGrades(forum, 5)).toMatchObject([
      { kind: 'ratings', grade: 85, maxGrade: 100 },
      { kind: 'whole_forum', grade: 18, maxGrade: 20, feedbackHtml: expect.stringContaining('careful') },
    ])
    expect(await forums.getGrades(forum, 18)).toEqual([])
    expect(moodle.stats().calls).toMatchObject({ core_rating_get_item_ratings: 2 })
  })

  test('lists each discussion once, also where one is removed while pages are read', async () => {
    await using moodle = await startSampleMoodle({ scaleForum: 230 })
    await using source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
    const forums = forumsOf(source)
    const forum = await forums.getForum(7, 31)
    const listed: number[] = []
    for await (const { id } of forums.listDiscussions(forum)) {
      listed.push(id)
      if (listed.length === 50) moodle.removeDiscussion(710)
      if (listed.length === 150) moodle.removeDiscussion(720)
    }
    expect(listed).toEqual(Array.from({ length: 230 }, (_, index) => 700 + index))
    expect(moodle.stats().misses).toEqual([])
  })

  test('says by its code that a discussion is gone', async () => {
    await using moodle = await startSampleMoodle()
    await using source = connectMoodle({ ...testHttp, siteUrl: moodle.url, token: moodle.token })
    const forums = forumsOf(source)
    const forum = await forums.getForum(7, 31)
    expect(await errorOf(forums.getPosts(forum, 699))).toMatchObject({ code: 'source_missing' })
  })
})
