import type { ItemContext } from '../../driver/archiving-context.ts'
import { nameReplacer, type PseudonymOf } from '../../reporting/pseudonyms.ts'
import type { FileToKeep } from '../../reporting/report-files.ts'
import { reportIdentity, type ReportIdentity } from '../../reporting/report-identity.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { Forum, ForumPost, ForumSource, PostRating } from '../../sources/forum-source.ts'
import type { ForumSettings } from './forum-settings.ts'
import { forumWords, type ForumWords } from './forum-words.ts'
import { filesOfPost } from './post-files.ts'
import type { ThreadPost } from './thread.ts'

/** A post as a report shows it. */
export interface ShownPost extends ThreadPost {
  /** Number of its section: that of the thread or, by participant, one after the other. */
  readonly sectionNumber: string
  /** Set where the report does not show the whole discussion. */
  readonly discussionTitle?: string
  /** Who rated it; undefined where that is not told. */
  readonly ratings: readonly PostRating[] | undefined
}

/** What the parts of a report are made with. */
export interface ForumReportContext {
  readonly forum: Forum
  readonly settings: ForumSettings
  readonly words: ForumWords
  readonly identity: ReportIdentity
  /** Ids of the posts that the report shows. */
  readonly shownIds: ReadonlySet<number>
}

export function forumReportContext(
  basis: Pick<ForumReportContext, 'forum' | 'settings' | 'shownIds'>,
  { pseudonymOf }: Pick<ItemContext, 'pseudonymOf'>,
): ForumReportContext {
  const { language, anonymise } = basis.settings
  return { ...basis, words: forumWords(language), identity: reportIdentity(anonymise, pseudonymOf) }
}

/** Posts that the settings leave in. */
export function postsShown(posts: readonly ForumPost[], { privateReplies }: ForumSettings): readonly ForumPost[] {
  return privateReplies ? posts : posts.filter(({ privateReply }) => !privateReply)
}

/** Who rated the posts, if the report shows it. */
export async function ratingsOf(
  forums: ForumSource,
  forum: Forum,
  { posts, settings }: { readonly posts: readonly ForumPost[]; readonly settings: ForumSettings },
  signal: AbortSignal,
): Promise<ReadonlyMap<number, readonly PostRating[]>> {
  return settings.sections.has('ratings') ? await forums.getRatings(forum, posts, signal) : new Map()
}

/** The files that lie beside the report. */
export function attachmentsOf(
  shown: readonly ShownPost[],
  { sections }: Pick<ForumSettings, 'sections'>,
): readonly FileToKeep[] {
  if (!sections.has('attachments')) return []
  return shown.flatMap(({ post, sectionNumber }) => filesOfPost(post, sectionNumber))
}

/** Everyone who wrote or rated, as the site knows them, each once. */
export function peopleOf(
  authors: readonly (Participant | null)[],
  ratings: ReadonlyMap<number, readonly PostRating[]>,
): readonly Participant[] {
  const raters = [...ratings.values()].flat().map(toPerson)
  const known = [...raters, ...authors.filter((author) => author !== null)]
  return [...new Map(known.map((person) => [person.userId, person])).values()]
}

/** Someone of whom only the id and the name are told. */
export function toPerson({ userId, fullName }: PostRating): Participant {
  const untold = { userName: '', firstName: '', lastName: '', idNumber: '', email: '', groups: [], enrolled: true }
  return { ...untold, userId, fullName }
}

/** What replaces people's names in texts that the shared room does not touch: titles and rows. */
export function replacerOf(
  people: readonly Participant[],
  pseudonymOf: PseudonymOf | undefined,
): (text: string) => string {
  if (!pseudonymOf) return (text) => text
  return nameReplacer(
    people.map((participant) => ({ participant, pseudonym: pseudonymOf(`user ${participant.userId}`) })),
  )
}
