import type { ArchivingContext, ItemDescription } from '../../driver/archiving-context.ts'
import { ArchivingError } from '../../errors/index.ts'
import { reportIdentity, type ReportIdentity } from '../../reporting/report-identity.ts'
import { mayConcern } from '../../reporting/scope.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { Forum, ForumDiscussion, ForumPost, ForumSource } from '../../sources/forum-source.ts'
import { nameOfPerson, reportNamesFor } from './forum-names.ts'
import type { ForumSettings } from './forum-settings.ts'

/** What is kept of a report between listing and archiving; no posts. */
export type ForumItemData =
  | { readonly kind: 'discussion'; readonly forum: Forum; readonly discussion: ForumDiscussion }
  | {
      readonly kind: 'participant'
      readonly forum: Forum
      readonly participant: Participant
      readonly discussionIds: readonly number[]
    }
  /** A discussion that the signed-in user may not read. */
  | { readonly kind: 'refused'; readonly discussion: ForumDiscussion; readonly message: string }

/** A forum to list. */
export interface ForumToList {
  readonly forums: ForumSource
  readonly forum: Forum
  readonly settings: ForumSettings
}

/** The reports that the settings ask for. */
export async function* listForumItems(
  list: ForumToList,
  context: ArchivingContext,
): AsyncGenerator<ItemDescription<ForumItemData>> {
  const identity = reportIdentity(list.settings.anonymise, context.pseudonymOf)
  if (list.settings.arrangement === 'participant') yield* listParticipants(list, identity, context)
  else yield* listDiscussions(list, identity, context)
}

/** Posts that the settings leave in. */
export function postsShown(posts: readonly ForumPost[], { privateReplies }: ForumSettings): readonly ForumPost[] {
  return privateReplies ? posts : posts.filter(({ privateReply }) => !privateReply)
}

/** Discussions are read already now where the scope names people: who wrote in one is nowhere else to be had. */
async function* listDiscussions(
  { forums, forum, settings }: ForumToList,
  identity: ReportIdentity,
  { signal, task }: ArchivingContext,
): AsyncGenerator<ItemDescription<ForumItemData>> {
  const { scope } = settings
  for await (const discussion of chosenDiscussions({ forums, forum, settings }, signal)) {
    if (scope.mode === 'users' || scope.mode === 'groups') {
      const posts = await readIfAllowed(forums, forum, discussion, signal)
      if ('refusal' in posts) {
        yield refusedItem(discussion, posts.refusal, identity)
        continue
      }
      const isOfGroup = scope.mode === 'groups' && scope.ids?.includes(discussion.group?.id ?? 0) === true
      const isByThem = postsShown(posts.posts, settings).some(({ author }) => author && mayConcern(scope, author))
      if (!isOfGroup && !isByThem) continue
    }
    const discussionId = identity.id('discussion', discussion.id)
    // A title may name people, whom only its posts tell.
    const title = settings.anonymise ? discussionId : discussion.title
    yield {
      key: `discussion-${discussionId}`,
      title,
      ...reportNamesFor(settings, task.activity, {
        title,
        participant: identity.participant(discussion.startedBy),
        lastPostAt: discussion.modifiedAt,
        discussion: { id: discussionId, title },
      }),
      data: { kind: 'discussion', forum, discussion },
    }
  }
}

interface Author {
  readonly participant: Participant
  readonly discussionIds: Set<number>
  lastPostAt: string
}

/**
 * Everyone who wrote, by user id. Each discussion is read and forgotten: of the posts, only who wrote in which discussion
 * is held. A person's posts are read again when their report is made.
 */
async function* listParticipants(
  { forums, forum, settings }: ForumToList,
  identity: ReportIdentity,
  { signal, task }: ArchivingContext,
): AsyncGenerator<ItemDescription<ForumItemData>> {
  const authors = new Map<number, Author>()
  for await (const discussion of chosenDiscussions({ forums, forum, settings }, signal)) {
    const read = await readIfAllowed(forums, forum, discussion, signal)
    if ('refusal' in read) {
      yield refusedItem(discussion, read.refusal, identity)
      continue
    }
    for (const { author, createdAt } of postsShown(read.posts, settings)) {
      if (!author || !mayConcern(settings.scope, author)) continue
      const known = authors.get(author.userId) ?? { participant: author, discussionIds: new Set(), lastPostAt: '' }
      known.discussionIds.add(discussion.id)
      if (createdAt !== null && createdAt > known.lastPostAt) known.lastPostAt = createdAt
      authors.set(author.userId, known)
    }
  }
  const inOrder = [...authors].toSorted(([one], [other]) => one - other)
  for (const [, { participant, discussionIds, lastPostAt }] of inOrder) {
    const named = identity.participant(participant)
    yield {
      key: `user-${identity.userId(participant)}`,
      title: named.fullName,
      ...reportNamesFor(settings, task.activity, {
        title: nameOfPerson(named),
        participant: named,
        lastPostAt: lastPostAt === '' ? null : lastPostAt,
      }),
      data: { kind: 'participant', forum, participant, discussionIds: [...discussionIds] },
    }
  }
}

async function* chosenDiscussions(
  { forums, forum, settings: { scope } }: ForumToList,
  signal: AbortSignal,
): AsyncGenerator<ForumDiscussion> {
  const chosen = scope.mode === 'discussions' ? new Set(scope.ids) : undefined
  for await (const discussion of forums.listDiscussions(forum, signal))
    if (!chosen || chosen.has(discussion.id)) yield discussion
}

/** The posts of a discussion; one that may not be read, or is gone meanwhile, does not end the listing. */
async function readIfAllowed(
  forums: ForumSource,
  forum: Forum,
  { id }: ForumDiscussion,
  signal: AbortSignal,
): Promise<{ readonly posts: readonly ForumPost[] } | { readonly refusal: string }> {
  try {
    return await forums.getPosts(forum, id, signal)
  } catch (error) {
    if (error instanceof ArchivingError && ['source_denied', 'source_missing'].includes(error.code))
      return { refusal: error.message }
    throw error
  }
}

function refusedItem(
  discussion: ForumDiscussion,
  message: string,
  identity: ReportIdentity,
): ItemDescription<ForumItemData> {
  const id = identity.id('discussion', discussion.id)
  return {
    key: `refused-${id}`,
    title: `discussion ${id}`,
    folder: 'not readable',
    fileName: `discussion ${id}`,
    data: { kind: 'refused', discussion, message },
  }
}
