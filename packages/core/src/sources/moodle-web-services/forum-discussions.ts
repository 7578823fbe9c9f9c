import type { Forum, ForumDiscussion } from '../forum-source.ts'
import { discussionsAnswer, type DiscussionAnswer } from './answers/forum-answers.ts'
import { toDiscussion } from './forum-mapping.ts'
import type { PeopleOfCourses } from './course-people.ts'
import type { MoodleSession } from './moodle-session.ts'

const pageSize = 100

/** Moodle's `SORTORDER_CREATED_ASC`: what is new comes last, and does not move what was read. */
const oldestFirst = 4

/**
 * All discussions, page by page. Pages are counted from the start, so a discussion that is removed meanwhile would move
 * another past the reader: the row before each page must be one that was read, else reading goes back a page.
 */
export async function* listDiscussions(
  session: MoodleSession,
  peopleOf: PeopleOfCourses,
  forum: Forum,
  signal: AbortSignal,
): AsyncGenerator<ForumDiscussion, void, undefined> {
  const people = await peopleOf.read(forum.courseId, signal)
  const seen = new Set<number>()
  for (let page = 0; ;) {
    const rows = await readDiscussions(session, forum, { page, perpage: pageSize }, signal)
    if (page > 0) {
      const [before] = await readDiscussions(session, forum, { page: page * pageSize - 1, perpage: 1 }, signal)
      if (!before || !seen.has(before.discussion)) {
        page -= 1
        continue
      }
    }
    for (const row of rows) {
      if (seen.has(row.discussion)) continue
      seen.add(row.discussion)
      yield toDiscussion(forum, row, people)
    }
    if (rows.length < pageSize) return
    page += 1
  }
}

async function readDiscussions(
  session: MoodleSession,
  forum: Forum,
  { page, perpage }: { readonly page: number; readonly perpage: number },
  signal: AbortSignal,
): Promise<readonly DiscussionAnswer[]> {
  const { discussions } = await session.call(
    {
      function: 'mod_forum_get_forum_discussions',
      values: { forumid: forum.id, sortorder: oldestFirst, page, perpage, groupid: 0 },
      answer: discussionsAnswer,
    },
    signal,
  )
  return discussions
}
