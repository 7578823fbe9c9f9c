import type { ItemOutcome } from '../../driver/archiving-context.ts'
import { participantColumns, participantRow } from '../../reporting/participant-row.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { ForumGrade, ForumPost } from '../../sources/forum-source.ts'
import type { ForumSettings } from './forum-settings.ts'

/**
 * Columns of items.csv, in order. The person is who began the discussion or, by participant, whose posts they are. Times
 * are ISO 8601 in UTC.
 */
export const forumColumns = [
  'discussion_id',
  'discussion',
  'discussion_group',
  ...participantColumns,
  'first_post',
  'last_post',
  'posts',
  'discussions',
  'authors',
  'private_replies',
  'removed_posts',
  'attachments',
  'rating_grade',
  'forum_grade',
  'max_forum_grade',
] as const

/** What a row tells of. */
export interface ForumRowFacts {
  readonly participant: Participant
  readonly posts: readonly ForumPost[]
  readonly discussions: number
  readonly discussion?: { readonly id: number; readonly title: string; readonly group: string }
  readonly grades?: readonly ForumGrade[]
}

/** What a report leaves out is not told here either. */
export function toForumRow(
  { participant, posts, discussions, discussion, grades = [] }: ForumRowFacts,
  { anonymise, sections }: Pick<ForumSettings, 'anonymise' | 'sections'>,
): ItemOutcome['row'] {
  const times = posts.flatMap(({ createdAt }) => createdAt ?? []).toSorted()
  const gradeOf = (kind: ForumGrade['kind']): ForumGrade | undefined =>
    sections.has('ratings') ? grades.find((grade) => grade.kind === kind && grade.grade !== null) : undefined
  return {
    ...participantRow(participant, anonymise),
    discussion_id: anonymise ? null : (discussion?.id ?? null),
    discussion: discussion?.title ?? null,
    discussion_group: discussion?.group ?? null,
    first_post: times[0] ?? null,
    last_post: times.at(-1) ?? null,
    posts: posts.length,
    discussions,
    authors: new Set(posts.flatMap(({ author }) => author?.userId ?? [])).size,
    private_replies: posts.filter(({ privateReply }) => privateReply).length,
    removed_posts: posts.filter(({ removed }) => removed).length,
    attachments: sections.has('attachments') ? posts.reduce((sum, post) => sum + post.attachments.length, 0) : null,
    rating_grade: gradeOf('ratings')?.grade ?? null,
    forum_grade: gradeOf('whole_forum')?.grade ?? null,
    max_forum_grade: gradeOf('whole_forum')?.maxGrade ?? null,
  }
}
