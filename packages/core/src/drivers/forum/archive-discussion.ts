import type { ItemContext, ItemOutcome } from '../../driver/archiving-context.ts'
import { personRecord } from '../../reporting/person-facts.ts'
import { archiveReport } from '../../reporting/archive-report.ts'
import type { ItemReport, ItemReportContent } from '../../reporting/item-report.ts'
import { notices } from '../../reporting/remarks.ts'
import type { ReportReader } from '../../reporting/report-reader.ts'
import type { DiscussionPosts, Forum, ForumDiscussion, ForumSource } from '../../sources/forum-source.ts'
import { descriptionSection, forumWithDescription } from './description-section.ts'
import { notesOn } from './forum-notes.ts'
import {
  attachmentsOf,
  forumReportContext,
  peopleOf,
  postsShown,
  ratingsOf,
  replacerOf,
  type ForumReportContext,
  type ShownPost,
} from './forum-report.ts'
import { toForumRow } from './forum-row.ts'
import type { ForumSettings } from './forum-settings.ts'
import { postRecord } from './post-record.ts'
import { postSection } from './post-section.ts'
import { toThread } from './thread.ts'

/** A discussion to archive. */
export interface DiscussionToArchive {
  readonly forums: ForumSource
  readonly forum: Forum
  readonly discussion: ForumDiscussion
}

/** One report of a discussion with all its posts. */
export async function archiveDiscussion(
  { forums, forum, discussion }: DiscussionToArchive,
  context: ItemContext,
  settings: ForumSettings,
): Promise<ItemOutcome> {
  const { signal } = context
  const read = await forums.getPosts(forum, discussion.id, signal)
  const posts = postsShown(read.posts, settings)
  const ratings = await ratingsOf(forums, forum, { posts, settings }, signal)
  const people = peopleOf([discussion.startedBy, ...read.posts.map(({ author }) => author)], ratings)
  const shownIds = new Set(posts.map(({ id }) => id))
  const shown = toThread(read.posts)
    .filter(({ post }) => shownIds.has(post.id))
    .map((entry): ShownPost => ({ ...entry, sectionNumber: entry.number, ratings: ratings.get(entry.post.id) }))
  const described = await forumWithDescription(forums, forum, settings, signal)
  const reportContext = forumReportContext({ forum: described, settings, shownIds }, context)
  const title = replacerOf(people, reportContext.identity.pseudonymOf)(discussion.title)
  const told = { ...discussion, title }
  const report = { ...discussionReport(told, { read, shown }, reportContext), people }
  const row = toForumRow(
    {
      participant: reportContext.identity.participant(discussion.startedBy),
      posts,
      discussions: 1,
      discussion: { id: discussion.id, title, group: groupOf(discussion, reportContext) },
    },
    settings,
  )
  return { row, ...(await archiveReport(report, context, settings)) }
}

interface ReadDiscussion {
  readonly read: DiscussionPosts
  readonly shown: readonly ShownPost[]
}

function discussionReport(
  discussion: ForumDiscussion,
  { read, shown }: ReadDiscussion,
  context: ForumReportContext,
): Omit<ItemReport, 'people'> {
  const { forum, settings, words, identity } = context
  const given = read.posts.length
  const counted = discussion.replyCount + 1
  const lacking = [
    ...(given > shown.length ? [words.notes.privateLeftOut] : []),
    ...(given < counted ? [words.notes.fewer(counted, given)] : []),
  ]
  return {
    title: `${forum.name} · ${discussion.title}`,
    author: identity.participant(discussion.startedBy).fullName,
    keywords: [discussion.title],
    date: lastPostAt(shown) ?? discussion.startedAt,
    files: attachmentsOf(shown, settings),
    ownComponents: /^mod_forum$/,
    sourceName: 'discussion.json',
    data: {
      discussion: {
        id: settings.anonymise ? null : discussion.id,
        title: discussion.title,
        startedBy: personRecord(discussion.startedBy, identity),
        group: groupOf(discussion, context),
        startedAt: discussion.startedAt,
        // It tells of private replies, too.
        modifiedAt: settings.privateReplies ? discussion.modifiedAt : null,
        visibleFrom: discussion.visibleFrom,
        visibleUntil: discussion.visibleUntil,
        pinned: discussion.pinned,
        locked: discussion.locked,
      },
      posts: shown.map((entry) => postRecord(entry, context)),
    },
    remarks: [...notesOn(shown, words, settings), ...notices(lacking)],
    serviceAnswers:
      read.serviceAnswer && settings.privateReplies ? [{ name: 'posts', answer: read.serviceAnswer }] : [],
    compose: (reader) => composeDiscussion(discussion, shown, reader, context),
  }
}

function composeDiscussion(
  discussion: ForumDiscussion,
  shown: readonly ShownPost[],
  reader: ReportReader,
  context: ForumReportContext,
): ItemReportContent {
  const { words, settings, identity } = context
  const authors = new Set(shown.flatMap(({ post }) => post.author?.userId ?? []))
  const states = [...(discussion.pinned ? [words.pinned] : []), ...(discussion.locked ? [words.locked] : [])]
  const facts = [
    ...reader.fact(words.startedBy, identity.participant(discussion.startedBy).fullName),
    ...reader.fact(words.group, groupOf(discussion, context)),
    ...reader.fact(words.posts, words.postsBy(shown.length, authors.size)),
    ...reader.fact(words.started, reader.moment(discussion.startedAt)),
    ...reader.fact(words.lastPost, reader.moment(lastPostAt(shown))),
    ...reader.fact(words.state, states.join(', ')),
    ...reader.fact(words.visibleFrom, reader.moment(discussion.visibleFrom)),
    ...reader.fact(words.visibleUntil, reader.moment(discussion.visibleUntil)),
  ]
  return {
    facts: settings.sections.has('header') ? facts : [],
    sections: [...descriptionSection(reader, context), ...shown.map((entry) => postSection(entry, reader, context))],
  }
}

function lastPostAt(shown: readonly ShownPost[]): string | null {
  const times = shown.flatMap(({ post }) => post.createdAt ?? [])
  return times.toSorted().at(-1) ?? null
}

function groupOf({ group }: ForumDiscussion, { settings, identity }: ForumReportContext): string {
  if (!group) return ''
  return settings.anonymise ? identity.id('group', group.id) : group.name
}
