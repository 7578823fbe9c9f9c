import {
  attributeOf,
  blockText,
  conversionWords,
  convertHtml,
  moodleDialect,
  type Block,
  type Inline,
  type ReportPart,
  type ReportSection,
} from '../../documents/index.ts'
import { paragraph, type ReportReader } from '../../reporting/report-reader.ts'
import type { ForumPost } from '../../sources/forum-source.ts'
import { toPerson, type ForumReportContext, type ShownPost } from './forum-report.ts'
import { keptInlineFiles } from './post-files.ts'
import type { ThreadPost } from './thread.ts'

/** A post as a section: who, when, in reply to what; its text, files and ratings. */
export function postSection(shown: ShownPost, reader: ReportReader, context: ForumReportContext): ReportSection {
  const { post, sectionNumber } = shown
  const { words, settings } = context
  const labels = [
    ...(post.privateReply ? [words.privateReply] : []),
    ...(post.removed ? [words.removed] : []),
    ...(isEdited(post) ? [words.edited] : []),
  ]
  const part = { key: `post ${post.id}`, folder: `${sectionNumber}/linked` }
  const files = settings.sections.has('attachments')
    ? [
        ...reader.part('attachments', words.attachments, reader.files(post.attachments)),
        ...reader.part('attachments', words.textFiles, reader.files(keptInlineFiles(post))),
      ]
    : []
  const html = reader.html(post.messageHtml, part)
  return {
    number: sectionNumber,
    heading: post.subject === '' ? words.noSubject : post.subject,
    ...(labels.length === 0 ? {} : { labels }),
    ...(settings.sections.has('ratings') && post.rating ? { mark: words.rating(post.rating.aggregateText) } : {}),
    parts: [
      // A prompt stays on the page of what follows it.
      ...reader.part('prompt', '', [byline(shown, reader, context)]),
      ...answeredPart(shown, reader, context),
      ...reader.part(post.removed ? 'other' : 'answer', '', [...html, ...reader.linkedFiles(part)]),
      ...files,
      ...ratingsPart(shown, reader, context),
    ],
  }
}

/** Whether somebody changed it after it was written. */
export function isEdited({ createdAt, modifiedAt }: ForumPost): boolean {
  return createdAt !== null && modifiedAt !== null && modifiedAt > createdAt
}

function byline(shown: ShownPost, reader: ReportReader, context: ForumReportContext): Block {
  const { post, number, discussionTitle } = shown
  const { words } = context
  const details = [
    [reader.moment(post.createdAt), isEdited(post) ? `${words.lastEdited} ${reader.moment(post.modifiedAt)}` : ''],
    [discussionTitle === undefined ? '' : words.inDiscussion(discussionTitle, number), inReplyTo(shown, context)],
    [
      post.tags.length === 0 ? '' : `${words.tags}: ${post.tags.join(', ')}`,
      post.wordCount === null ? '' : words.wordCount(post.wordCount),
    ],
  ]
  const lines = details.map((line) => line.filter((text) => text !== '').join(' · ')).filter((line) => line !== '')
  const rest = lines.flatMap((text): readonly Inline[] => [{ kind: 'line-break' }, { kind: 'text', text }])
  return {
    kind: 'paragraph',
    // The report's own words run from left to right, whatever the name.
    direction: 'ltr',
    content: [{ kind: 'text', text: authorOf(post, context), style: { bold: true } }, ...rest],
  }
}

/** The author as the archive names them. */
export function authorOf({ author }: ForumPost, { identity, words }: ForumReportContext): string {
  return author === null ? words.authorHidden : identity.participant(author).fullName
}

function isOwn({ post, parent }: ThreadPost): boolean {
  return parent !== undefined && parent.post.author !== null && parent.post.author.userId === post.author?.userId
}

function inReplyTo(shown: ShownPost, context: ForumReportContext): string {
  const { post, parent, discussionTitle } = shown
  const { words, settings, shownIds } = context
  if (post.parentId === null) return ''
  if (!parent || (parent.post.privateReply && !settings.privateReplies)) return words.inReplyToLeftOut
  if (discussionTitle === undefined && !shownIds.has(parent.post.id)) return words.inReplyToLeftOut
  if (isOwn(shown)) return words.inReplyToOwn(parent.number)
  const { author } = parent.post
  return words.inReplyTo(parent.number, author === null ? undefined : authorOf(parent.post, context))
}

/** So much of somebody else's post is enough to see what was answered. */
const mostContext = 600

/** In a report by participant: the beginning of somebody else's post that was answered, as text. */
function answeredPart(shown: ShownPost, reader: ReportReader, context: ForumReportContext): readonly ReportPart[] {
  const { parent, discussionTitle } = shown
  const { settings, words } = context
  if (!parent || discussionTitle === undefined || isOwn(shown) || !settings.sections.has('context')) return []
  if (parent.post.privateReply && !settings.privateReplies) return []
  const text = plainText(parent.post.messageHtml, context)
  const lines = beginningOf(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
  const quote: Block = { kind: 'quote', content: lines.map(paragraph) }
  return reader.part('prompt', words.somebodyElses(authorOf(parent.post, context)), lines.length === 0 ? [] : [quote])
}

/** Not cut within a character that takes two units. */
function beginningOf(text: string): string {
  if (text.length <= mostContext) return text
  return `${text
    .slice(0, mostContext)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()} …`
}

/** Pictures and files of somebody else's post are named in it, not kept. */
function plainText(html: string, { settings: { language }, words }: ForumReportContext): string {
  const blocks = convertHtml(html, {
    words: conversionWords[language],
    dialect: moodleDialect,
    image: () => undefined,
    file: () => undefined,
    note: () => undefined,
    interpret(element) {
      if (element.tagName !== 'img' || moodleDialect.formulaOf(element)) return undefined
      return { kind: 'inlines', inlines: [{ kind: 'text', text: words.picture(attributeOf(element, 'alt') ?? '') }] }
    },
  })
  return blockText(blocks)
}

function ratingsPart(
  { post, ratings }: ShownPost,
  reader: ReportReader,
  { forum, settings, words, identity }: ForumReportContext,
): readonly ReportPart[] {
  if (!settings.sections.has('ratings') || !post.rating) return []
  const { aggregateText, count } = post.rating
  const aggregate = forum.ratingAggregate === null ? '' : `${words.aggregate[forum.ratingAggregate]}: `
  const summary = [`${aggregate}${aggregateText}`, count === null ? '' : words.ratedBy(count)]
    .filter((text) => text !== '')
    .join(', ')
  const rows = (ratings ?? []).map((rating) =>
    [rating.ratingText, identity.participant(toPerson(rating)).fullName, reader.moment(rating.ratedAt)]
      .filter((text) => text !== '')
      .join(' · '),
  )
  const list: Block = { kind: 'list', ordered: false, start: 1, items: rows.map((row) => [paragraph(row)]) }
  return reader.part('comment', words.ratings, [paragraph(summary), ...(rows.length === 0 ? [] : [list])])
}
