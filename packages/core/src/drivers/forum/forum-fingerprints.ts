import type { ArchivingContext, ItemDescription } from '../../driver/archiving-context.ts'
import { requireSourcePart } from '../../driver/require-source-part.ts'
import type { ArchivingError } from '../../errors/index.ts'
import { chooseEntries } from '../../reporting/choose-entries.ts'
import { contentFingerprint } from '../../reporting/content-fingerprint.ts'
import { readContents } from '../../reporting/read-contents.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { Forum, ForumDiscussion, ForumPost, ForumSource } from '../../sources/forum-source.ts'
import { postsShown, ratingsOf } from './forum-report.ts'
import type { ForumSettings } from './forum-settings.ts'

/** A forum to list. */
export interface ForumToList {
  /** As it is kept with each item: without its description. */
  readonly forum: Forum
  /** As it is told in the reports: with its description, if the settings ask for it. */
  readonly described: Forum
  readonly settings: ForumSettings
}

/** A discussion, and what was read of it: nothing, where neither a fingerprint can be taken nor posts are needed. */
export interface ReadDiscussion {
  readonly discussion: ForumDiscussion
  readonly posts?: readonly ForumPost[]
  /** Why the posts cannot be read. */
  readonly refusal?: ArchivingError
  /** Undefined where nothing tells whether it has changed. */
  readonly fingerprint?: string
}

/**
 * The chosen discussions with fingerprints over all that their reports tell: the list of a forum says nothing of edited
 * posts and ratings. Many are read with a few requests; where the site takes no batches there are no fingerprints.
 *
 * @param needsPosts whether posts are read there, too, one discussion after the other
 */
export async function* readDiscussions(
  list: ForumToList,
  { source, signal }: ArchivingContext,
  needsPosts: boolean,
): AsyncGenerator<ReadDiscussion> {
  const forums = requireSourcePart(source.forums, 'forums')
  const chosen = chooseEntries(forums.listDiscussions(list.forum, signal), isChosenBy(list.settings))
  const batched = (await source.batched?.(signal))?.forums
  if (!batched && !needsPosts) {
    for await (const discussion of chosen) yield { discussion }
    return
  }
  const description = descriptionFingerprint(list)
  const read = (discussion: ForumDiscussion) =>
    batched
      ? readWhole(batched, { ...list, description, discussion }, signal)
      : readPosts(forums, list.forum, discussion, signal)
  // Long discussions are heavy answers. Without batches each is read by itself.
  const weightOf = ({ replyCount }: ForumDiscussion): number => (batched ? 1 + replyCount / postsOfOne : Infinity)
  for await (const { entry, content, refusal } of readContents(chosen, { read, weightOf })) {
    // Who wrote there cannot be told, and not that it may not be told either.
    if (needsPosts && refusal?.code === 'source_unexpected') throw refusal
    yield { discussion: entry, ...content, ...(refusal && { refusal }) }
  }
}

/** As many posts are asked for together as for one discussion more. */
const postsOfOne = 4

/** All discussions, unless the scope names some. */
function isChosenBy({ scope }: ForumSettings): (discussion: ForumDiscussion) => boolean {
  const chosen = scope.mode === 'discussions' ? new Set(scope.ids) : undefined
  return ({ id }) => !chosen || chosen.has(id)
}

type PostsRead = Pick<ReadDiscussion, 'posts' | 'fingerprint'>

async function readPosts(
  forums: ForumSource,
  forum: Forum,
  { id }: ForumDiscussion,
  signal: AbortSignal,
): Promise<PostsRead> {
  return { posts: (await forums.getPosts(forum, id, signal)).posts }
}

interface DiscussionToRead extends ForumToList {
  readonly discussion: ForumDiscussion
  readonly description: string | undefined
}

async function readWhole(
  forums: ForumSource,
  { forum, settings, discussion, description }: DiscussionToRead,
  signal: AbortSignal,
): Promise<PostsRead> {
  const { posts, serviceAnswer } = await forums.getPosts(forum, discussion.id, signal)
  const ratings = await ratingsOf(forums, forum, { posts: postsShown(posts, settings), settings }, signal)
  const beside = settings.keepServiceAnswer ? serviceAnswer : null
  const fingerprint = contentFingerprint({ description, discussion, posts, ratings: [...ratings] }, { beside })
  return { posts, ...(description !== undefined && fingerprint !== undefined && { fingerprint }) }
}

/**
 * Of what each report repeats. The files of the description are not listed, but change with the forum’s time of change.
 * Other facts of a forum, such as how many discussions it has, are not told in the reports.
 */
function descriptionFingerprint({ described }: ForumToList): string | undefined {
  const { otherFacts, ...forum } = described
  return contentFingerprint({ ...forum, modifiedAt: otherFacts['timemodified'] ?? null }, { unlisted: /^mod_forum$/ })
}

/** Someone who wrote in a forum, with the fingerprints of the discussions; null for one that has none. */
export interface FingerprintedAuthor {
  readonly participant: Participant
  readonly discussions: ReadonlyMap<number, string | null>
}

/** Fingerprints of reports by participant: of the discussions in which each wrote, and of the grades that the report tells. */
export async function* withGrades<Author extends FingerprintedAuthor>(
  authors: readonly Author[],
  { forum, settings }: ForumToList,
  { source, signal }: ArchivingContext,
): AsyncGenerator<{ readonly entry: Author } & Pick<ItemDescription, 'fingerprint'>> {
  const forums = (await source.batched?.(signal))?.forums
  if (!forums) {
    for (const entry of authors) yield { entry }
    return
  }
  const read = async ({ participant, discussions }: Author): Promise<string | undefined> => {
    if ([...discussions.values()].includes(null)) return undefined
    const grades = settings.sections.has('ratings') ? await forums.getGrades(forum, participant.userId, signal) : []
    return contentFingerprint({ participant, discussions: [...discussions], grades })
  }
  for await (const { entry, content } of readContents(authors, { read }))
    yield { entry, ...(content !== undefined && { fingerprint: content }) }
}
