import { ArchivingError } from '../../errors/index.ts'
import type { DiscussionPosts, Forum, ForumGrade, ForumPost, ForumSource, PostRating } from '../forum-source.ts'
import { discussionPostsAnswer, forumsAnswer, itemRatingsAnswer, userGradesAnswer } from './answers/forum-answers.ts'
import { callEach } from './batch-calls.ts'
import { callKeepingRaw } from './call-keeping-raw.ts'
import { listDiscussions } from './forum-discussions.ts'
import { toForum, toForumGrade, toPostRating, toPosts } from './forum-mapping.ts'
import { PeopleOfCourses } from './course-people.ts'
import { toForumServiceAnswer } from './forum-service-answer.ts'
import type { MoodleSession } from './moodle-session.ts'
import type { JoinSignals } from './quiz-source.ts'

/** @param people who is who, which several sources on one site may share */
export function createForumSource(
  session: MoodleSession,
  join: JoinSignals,
  people = new PeopleOfCourses(session, join()),
): ForumSource {
  return {
    getForum: (courseId, forumId, signal) => getForum(session, courseId, forumId, join(signal)),
    listDiscussions: (forum, signal) => listDiscussions(session, people, forum, join(signal)),
    getPosts: (forum, discussionId, signal) => getPosts(session, people, { forum, discussionId }, join(signal)),
    getRatings: (forum, posts, signal) => getRatings(session, forum, posts, join(signal)),
    getGrades: (forum, userId, signal) => getGrades(session, forum, userId, join(signal)),
  }
}

async function getForum(
  session: MoodleSession,
  courseId: number,
  forumId: number,
  signal: AbortSignal,
): Promise<Forum> {
  const name = 'mod_forum_get_forums_by_courses'
  const forums = await session.call({ function: name, values: { courseids: [courseId] }, answer: forumsAnswer }, signal)
  const found = forums.find(({ id }) => id === forumId)
  if (found) return toForum(found)
  throw new ArchivingError('source_missing', 'The course has no such forum, or your account may not see it.', {
    german: 'Dieses Forum gibt es im Kurs nicht, oder Ihr Konto darf es nicht sehen.',
    details: { function: name, courseId, forumId },
  })
}

interface WantedDiscussion {
  readonly forum: Forum
  readonly discussionId: number
}

async function getPosts(
  session: MoodleSession,
  peopleOf: PeopleOfCourses,
  { forum, discussionId }: WantedDiscussion,
  signal: AbortSignal,
): Promise<DiscussionPosts> {
  const people = await peopleOf.get(forum.courseId, signal)
  const call = {
    function: 'mod_forum_get_discussion_posts',
    arguments: { discussionid: discussionId, sortby: 'created', sortdirection: 'ASC', includeinlineattachments: 1 },
  }
  const question = { function: call.function, values: call.arguments, answer: discussionPostsAnswer }
  const { raw, checked } = await callKeepingRaw(session, question, signal)
  return { posts: toPosts(checked, people), serviceAnswer: toForumServiceAnswer(call, raw) }
}

async function getRatings(
  session: MoodleSession,
  forum: Forum,
  posts: readonly ForumPost[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, readonly PostRating[]>> {
  const name = 'core_rating_get_item_ratings'
  const rated = posts.flatMap(({ id, rating }) => (rating ? [{ id, scaleId: rating.scaleId }] : []))
  if (rated.length === 0 || !(await session.offers(name, signal))) return new Map()
  const values = rated.map(({ id, scaleId }) => ({
    contextlevel: 'module',
    instanceid: forum.courseModuleId,
    component: 'mod_forum',
    ratingarea: 'post',
    itemid: id,
    scaleid: scaleId,
    sort: 'timemodified',
  }))
  const results = await callEach(session, { function: name, values, answer: itemRatingsAnswer }, signal)
  return new Map(
    results.flatMap((result, index) => {
      const post = rated[index]
      return post && result.ok ? [[post.id, result.value.ratings.map(toPostRating)] as const] : []
    }),
  )
}

async function getGrades(
  session: MoodleSession,
  forum: Forum,
  userId: number,
  signal: AbortSignal,
): Promise<readonly ForumGrade[]> {
  const name = 'gradereport_user_get_grade_items'
  const isGraded = forum.ratingAggregate !== null || forum.gradedAsWhole
  if (!isGraded || !(await session.offers(name, signal))) return []
  const values = { courseid: forum.courseId, userid: userId }
  try {
    const { usergrades } = await session.call({ function: name, values, answer: userGradesAnswer }, signal)
    return usergrades
      .flatMap(({ gradeitems }) => gradeitems)
      .filter((item) => item.itemmodule === 'forum' && item.iteminstance === forum.id)
      .map(toForumGrade)
  } catch (error) {
    // Someone who has left the course has no grade report; a non-editing teacher may see none.
    if (error instanceof ArchivingError && ['source_denied', 'source_missing'].includes(error.code)) return []
    throw error
  }
}
