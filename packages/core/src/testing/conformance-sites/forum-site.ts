import { throwIfAborted } from '../../archive/abortable.ts'
import { ArchivingError } from '../../errors/index.ts'
import type { Forum, ForumDiscussion, ForumPost, ForumSource, PostRating } from '../../sources/forum-source.ts'
import type { ConformanceSite, SiteRequest } from '../driver-conformance/conformance-options.ts'
import { MemorySite, withBatches } from '../driver-conformance/memory-site.ts'
import { postFixture } from '../post-fixture.ts'

/** A site with one forum: each person began a discussion with files, and rated the reply of their own to it. */
export function openForumSite(request: SiteRequest): ConformanceSite {
  const { items, filesPerItem = 1, change, volatile = 'a1', withoutPart } = request
  const site = new MemorySite(request)
  const activity = site.activity('forum', 'Seminar')
  const forum: Forum = { ...plainForum, name: activity.activityName }
  const discussions = Array.from({ length: items }, (_, index): ForumDiscussion => {
    return {
      ...plainDiscussion,
      id: 500 + index,
      title: site.name(`Topic ${index}`),
      startedBy: site.participant(index + 1),
    }
  })
  const contents = discussions.map(({ id, title, startedBy }, index) => {
    const changed = (what: string): boolean => index === 0 && change === what
    const files = Array.from({ length: filesPerItem }, (_, number) =>
      site.file(`note ${index}-${number}${changed('file') ? ' anew' : ''}`, { area: 'attachment', owner: startedBy }),
    )
    const said = `Waves of discussion ${index}${changed('post') ? ', rewritten' : ''}`
    const aggregate = changed('rating') ? 9 : 5
    const opening = postFixture({
      id: id * 10,
      author: startedBy,
      subject: title,
      messageHtml: `<p id="post-${volatile}">${said}. By ${request.names ? 'me' : startedBy.fullName}</p>`,
      attachments: files,
    })
    const reply = postFixture({
      id: id * 10 + 1,
      parentId: opening.id,
      author: startedBy,
      messageHtml: '<p>And so on.</p>',
      rating: { scaleId: 10, aggregate, aggregateText: String(aggregate), count: 1 },
    })
    const rating = { userId: startedBy.userId, fullName: startedBy.fullName, ratingText: `${aggregate} / 10` }
    return { id, posts: [opening, reply], rating: { ...rating, ratedAt: '2026-10-06T11:21:44.000Z' }, files }
  })
  const forums = forumSource(forum, discussions, contents)
  return {
    source: { ...site.source(), ...(withoutPart ? {} : withBatches({ forums })) },
    activity,
    items: discussions.map(({ id, title }, index) => ({
      key: `discussion-${id}`,
      words: request.names ? [] : [title, `Waves of discussion ${index}`, 'And so on.'],
      files: contents[index]?.files.map(({ sha256 }) => sha256) ?? [],
    })),
    people: site.people,
    ids: { items: discussions.map(({ id }) => id), users: site.userIds, groups: [5] },
  }
}

interface DiscussionContent {
  readonly id: number
  readonly posts: readonly ForumPost[]
  readonly rating: PostRating
}

function forumSource(
  forum: Forum,
  discussions: readonly ForumDiscussion[],
  contents: readonly DiscussionContent[],
): ForumSource {
  return {
    async getForum(_courseId, _forumId, signal) {
      throwIfAborted(signal)
      return forum
    },
    async *listDiscussions(_forum, signal) {
      for (const discussion of discussions) {
        throwIfAborted(signal)
        yield discussion
      }
    },
    async getPosts(_forum, discussionId, signal) {
      throwIfAborted(signal)
      const content = contents.find(({ id }) => id === discussionId)
      if (!content) throw new ArchivingError('source_missing', 'The site has no such discussion.')
      const { posts, rating } = content
      const answer = { posts: posts.map(({ id }) => id), rating: rating.ratingText }
      const call = { function: 'mod_forum_get_discussion_posts', arguments: { discussionid: discussionId } }
      return { posts, serviceAnswer: { ...call, normalised: [], answer } }
    },
    async getRatings(_forum, posts, signal) {
      throwIfAborted(signal)
      const rated = contents.flatMap(({ posts: [, reply], rating }) =>
        reply && posts.some(({ id }) => id === reply.id) ? [[reply.id, [rating]] as const] : [],
      )
      return new Map(rated)
    },
    async getGrades(_forum, _userId, signal) {
      throwIfAborted(signal)
      return []
    },
  }
}

const plainForum: Forum = {
  id: 3,
  courseId: 7,
  courseModuleId: 33,
  name: '',
  introHtml: '<p>Discuss.</p>',
  type: 'general',
  dueAt: null,
  cutOffAt: null,
  ratingAggregate: 'average',
  gradedAsWhole: false,
  otherFacts: {},
}

const plainDiscussion = {
  forumId: 3,
  firstPostId: 1,
  group: null,
  startedAt: '2026-10-05T11:21:44.000Z',
  modifiedAt: '2026-10-05T11:21:44.000Z',
  visibleFrom: null,
  visibleUntil: null,
  pinned: false,
  locked: false,
  replyCount: 1,
} as const
