import type { ItemRemark } from '../../archive/archive-description.ts'
import type { ItemContext, ItemOutcome } from '../../driver/archiving-context.ts'
import { ArchivingError } from '../../errors/index.ts'
import { personFacts, personRecord } from '../../reporting/person-facts.ts'
import { archiveReport } from '../../reporting/archive-report.ts'
import type { ItemReport, ItemReportContent } from '../../reporting/item-report.ts'
import type { ReportReader } from '../../reporting/report-reader.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { Forum, ForumGrade, ForumPost, ForumSource } from '../../sources/forum-source.ts'
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
import { forumWords } from './forum-words.ts'
import { postRecord } from './post-record.ts'
import { postSection } from './post-section.ts'
import { toThread, type ThreadPost } from './thread.ts'

/** A person whose posts are archived together. */
export interface ParticipantToArchive {
  readonly forums: ForumSource
  readonly forum: Forum
  readonly participant: Participant
  readonly discussionIds: readonly number[]
}

/** One report of everything that a person wrote in a forum. */
export async function archiveParticipant(
  toArchive: ParticipantToArchive,
  context: ItemContext,
  settings: ForumSettings,
): Promise<ItemOutcome> {
  const { forums, forum, participant } = toArchive
  const { signal } = context
  const { own, authors, remarks } = await readOwnPosts(toArchive, settings, signal)
  const posts = own.map(({ post }) => post)
  const ratings = await ratingsOf(forums, forum, { posts, settings }, signal)
  const people = peopleOf([participant, ...authors], ratings)
  const grades = settings.sections.has('ratings') ? await forums.getGrades(forum, participant.userId, signal) : []
  const shownIds = new Set(posts.map(({ id }) => id))
  const described = await forumWithDescription(forums, forum, settings, signal)
  const reportContext = forumReportContext({ forum: described, settings, shownIds }, context)
  const replace = replacerOf(people, reportContext.identity.pseudonymOf)
  const shown = own.map((entry, index): ShownPost => ({
    ...entry,
    sectionNumber: String(index + 1),
    discussionTitle: replace(entry.discussionTitle),
    ratings: ratings.get(entry.post.id),
  }))
  const written = { participant, shown, grades, discussions: new Set(own.map(({ discussionId }) => discussionId)).size }
  const report = participantReport(written, reportContext)
  const outcome = await archiveReport(
    { ...report, people, remarks: [...remarks, ...report.remarks] },
    context,
    settings,
  )
  const named = reportContext.identity.participant(participant)
  return { row: toForumRow({ ...written, participant: named, posts }, settings), ...outcome }
}

/** A post of the person, and in which discussion. */
interface OwnPost extends ThreadPost {
  readonly discussionId: number
  readonly discussionTitle: string
}

interface OwnPosts {
  readonly own: readonly OwnPost[]
  /** Everyone who wrote in the discussions. */
  readonly authors: readonly (Participant | null)[]
  readonly remarks: readonly ItemRemark[]
}

/** Reads the discussions one after the other, and keeps the person's posts and what they answer. */
async function readOwnPosts(
  { forums, forum, participant, discussionIds }: ParticipantToArchive,
  settings: ForumSettings,
  signal: AbortSignal,
): Promise<OwnPosts> {
  const { notes, noSubject } = forumWords(settings.language)
  const own: OwnPost[] = []
  const authors = new Map<number, Participant>()
  const remarks: ItemRemark[] = []
  for (const discussionId of discussionIds) {
    const read = await postsOrReason(forums, forum, discussionId, signal)
    if ('reason' in read) {
      remarks.push({ severity: 'missing', message: notes.discussionGone(read.reason) })
      continue
    }
    const shown = new Set(postsShown(read.posts, settings))
    const thread = toThread(read.posts)
    for (const { author } of read.posts) if (author) authors.set(author.userId, author)
    const discussionTitle = thread[0]?.post.subject || noSubject
    const ofPerson = thread.filter(({ post }) => post.author?.userId === participant.userId && shown.has(post))
    // Of the thread, only the post that is answered is held.
    own.push(
      ...ofPerson.map(({ parent, ...entry }) => ({
        ...entry,
        parent: parent && { ...parent, parent: undefined },
        discussionId,
        discussionTitle,
      })),
    )
  }
  return { own, authors: [...authors.values()], remarks }
}

async function postsOrReason(
  forums: ForumSource,
  forum: Forum,
  discussionId: number,
  signal: AbortSignal,
): Promise<{ readonly posts: readonly ForumPost[] } | { readonly reason: string }> {
  try {
    return await forums.getPosts(forum, discussionId, signal)
  } catch (error) {
    if (error instanceof ArchivingError && ['source_denied', 'source_missing'].includes(error.code))
      return { reason: error.message }
    throw error
  }
}

interface WrittenByPerson {
  readonly participant: Participant
  readonly shown: readonly ShownPost[]
  readonly grades: readonly ForumGrade[]
  readonly discussions: number
}

function participantReport(written: WrittenByPerson, context: ForumReportContext): Omit<ItemReport, 'people'> {
  const { forum, settings, words, identity } = context
  const { participant, shown, grades } = written
  const { fullName, idNumber } = identity.participant(participant)
  const times = shown.flatMap(({ post }) => post.createdAt ?? []).toSorted()
  return {
    title: `${forum.name} · ${fullName}`,
    author: fullName,
    keywords: [fullName, idNumber],
    date: times.at(-1) ?? null,
    files: attachmentsOf(shown, settings),
    ownComponents: /^mod_forum$/,
    sourceName: 'posts.json',
    data: {
      participant: personRecord(participant, identity),
      posts: shown.map((entry) => postRecord(entry, context)),
      ...(settings.sections.has('ratings')
        ? {
            grades: grades.map(({ kind, name, grade, maxGrade, gradedAt }) => ({
              kind,
              name,
              grade,
              maxGrade,
              gradedAt,
            })),
          }
        : {}),
    },
    remarks: notesOn(shown, words, settings),
    // They hold what others wrote, too, and would be the same beside each of their reports.
    serviceAnswers: [],
    compose: (reader) => ({
      facts: settings.sections.has('header') ? participantFacts(written, reader, context) : [],
      sections: [...descriptionSection(reader, context), ...shown.map((entry) => postSection(entry, reader, context))],
    }),
  }
}

function participantFacts(
  { participant, shown, grades, discussions }: WrittenByPerson,
  reader: ReportReader,
  context: ForumReportContext,
): ItemReportContent['facts'] {
  const { words } = context
  const times = shown.flatMap(({ post }) => post.createdAt ?? []).toSorted()
  return [
    ...personFacts(participant, reader, context),
    ...reader.fact(words.posts, words.postsIn(shown.length, discussions)),
    ...reader.fact(words.firstPost, reader.moment(times[0] ?? null)),
    ...reader.fact(words.lastPost, reader.moment(times.at(-1) ?? null)),
    ...grades.flatMap((grade) => gradeFacts(grade, reader, { words })),
  ]
}

function gradeFacts(
  { kind, grade, maxGrade, gradeText, feedbackHtml, gradedAt }: ForumGrade,
  reader: ReportReader,
  { words }: Pick<ForumReportContext, 'words'>,
): ItemReportContent['facts'] {
  if (grade === null && feedbackHtml === '') return []
  const shown = grade === null ? gradeText : reader.number(grade, 2)
  const outOf = grade === null || maxGrade === null ? '' : ` / ${reader.number(maxGrade, 2)}`
  const part = { key: `feedback ${kind}`, folder: 'feedback' }
  return [
    ...reader.fact(words.gradeOf[kind], [{ kind: 'text', text: `${shown}${outOf}` }], true),
    // When the ratings were last summed up says nothing of the posts.
    ...(kind === 'whole_forum' ? reader.fact(words.graded, reader.moment(gradedAt)) : []),
    ...reader.fact(words.feedback, reader.htmlInline(feedbackHtml, part)),
  ]
}
