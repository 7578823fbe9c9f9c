import type { ArchivingContext, ItemDescription } from '../../driver/archiving-context.ts'
import { reportIdentity, type ReportIdentity } from '../../reporting/report-identity.ts'
import { mayConcern } from '../../reporting/scope.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { Forum, ForumDiscussion, ForumPost } from '../../sources/forum-source.ts'
import { readDiscussions, withGrades, type ForumToList } from './forum-fingerprints.ts'
import { nameOfPerson, reportNamesFor } from './forum-names.ts'
import { postsShown } from './forum-report.ts'
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

/** The reports that the settings ask for. */
export async function* listForumItems(
  list: ForumToList,
  context: ArchivingContext,
): AsyncGenerator<ItemDescription<ForumItemData>> {
  const identity = reportIdentity(list.settings.anonymise, context.pseudonymOf)
  if (list.settings.arrangement === 'participant') yield* listParticipants(list, identity, context)
  else yield* listDiscussions(list, identity, context)
}

/** Discussions are read already now where the scope names people: who wrote in one is nowhere else to be had. */
async function* listDiscussions(
  list: ForumToList,
  identity: ReportIdentity,
  context: ArchivingContext,
): AsyncGenerator<ItemDescription<ForumItemData>> {
  const { forum, settings } = list
  const namesPeople = settings.scope.mode === 'users' || settings.scope.mode === 'groups'
  for await (const { discussion, posts, refusal, fingerprint } of readDiscussions(list, context, namesPeople)) {
    if (namesPeople && refusal) yield refusedItem(discussion, refusal.message, identity)
    if (namesPeople && !(posts && isByThem(discussion, postsShown(posts, settings), settings))) continue
    const discussionId = identity.id('discussion', discussion.id)
    // A title may name people, whom only its posts tell.
    const title = settings.anonymise ? discussionId : discussion.title
    yield {
      key: `discussion-${discussionId}`,
      scopeId: discussion.id,
      title,
      ...reportNamesFor(settings, context.task.activity, {
        title,
        participant: identity.participant(discussion.startedBy),
        lastPostAt: discussion.modifiedAt,
        discussion: { id: discussionId, title },
      }),
      data: { kind: 'discussion', forum, discussion },
      ...(fingerprint !== undefined && { fingerprint }),
    }
  }
}

/** Whether the discussion is of the groups that the scope names, or anyone of those whom it names wrote in it. */
function isByThem(
  { group }: ForumDiscussion,
  posts: readonly ForumPost[],
  { scope }: Pick<ForumSettings, 'scope'>,
): boolean {
  if (scope.mode === 'groups' && scope.ids?.includes(group?.id ?? 0) === true) return true
  return posts.some(({ author }) => author && mayConcern(scope, author))
}

interface Author {
  readonly participant: Participant
  /** By discussion, what is known of its posts: a fingerprint, or null. */
  readonly discussions: Map<number, string | null>
  lastPostAt: string
}

/**
 * Everyone who wrote, by user id. Each discussion is read and forgotten: of the posts, only who wrote in which discussion
 * is held. A person's posts are read again when their report is made.
 */
async function* listParticipants(
  list: ForumToList,
  identity: ReportIdentity,
  context: ArchivingContext,
): AsyncGenerator<ItemDescription<ForumItemData>> {
  const { forum, settings } = list
  const authors = new Map<number, Author>()
  for await (const { discussion, posts, refusal, fingerprint } of readDiscussions(list, context, true)) {
    if (refusal) yield refusedItem(discussion, refusal.message, identity)
    for (const { author, createdAt } of postsShown(posts ?? [], settings)) {
      if (!author || !mayConcern(settings.scope, author)) continue
      const known = authors.get(author.userId) ?? { participant: author, discussions: new Map(), lastPostAt: '' }
      known.discussions.set(discussion.id, fingerprint ?? null)
      if (createdAt !== null && createdAt > known.lastPostAt) known.lastPostAt = createdAt
      authors.set(author.userId, known)
    }
  }
  const inOrder = [...authors.values()].toSorted((one, other) => one.participant.userId - other.participant.userId)
  for await (const { entry, fingerprint } of withGrades(inOrder, list, context)) {
    const { participant, discussions, lastPostAt } = entry
    const named = identity.participant(participant)
    yield {
      key: `user-${identity.userId(participant)}`,
      title: named.fullName,
      ...reportNamesFor(settings, context.task.activity, {
        title: nameOfPerson(named),
        participant: named,
        lastPostAt: lastPostAt === '' ? null : lastPostAt,
      }),
      data: { kind: 'participant', forum, participant, discussionIds: [...discussions.keys()] },
      ...(fingerprint !== undefined && { fingerprint }),
    }
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
