import type { JsonValue } from '../../driver/archiving-context.ts'
import { personRecord } from '../../reporting/person-facts.ts'
import type { FileReference } from '../../sources/activity-source.ts'
import { toPerson, type ForumReportContext, type ShownPost } from './forum-report.ts'
import { keptInlineFiles } from './post-files.ts'

/** A post as data; its text is that of the section with the same number. What the report leaves out is not told. */
export function postRecord(shown: ShownPost, { identity, settings, shownIds }: ForumReportContext): JsonValue {
  const { post, sectionNumber, number, parent, ratings, discussionTitle } = shown
  const tellsParent = parent && (shownIds.has(parent.post.id) || discussionTitle !== undefined)
  const anonymous = settings.anonymise
  return {
    section: sectionNumber,
    number,
    ...(discussionTitle === undefined ? {} : { discussion: discussionTitle }),
    id: anonymous ? null : post.id,
    inReplyTo: tellsParent ? { number: parent.number, id: anonymous ? null : parent.post.id } : null,
    author: post.author && personRecord(post.author, identity),
    subject: post.subject,
    createdAt: post.createdAt,
    modifiedAt: post.modifiedAt,
    removed: post.removed,
    privateReply: post.privateReply,
    wordCount: post.wordCount,
    characterCount: post.characterCount,
    tags: [...post.tags],
    ...(settings.sections.has('attachments')
      ? { attachments: post.attachments.map(fileRecord), textFiles: keptInlineFiles(post).map(fileRecord) }
      : {}),
    ...(settings.sections.has('ratings') && post.rating
      ? {
          rating: {
            aggregate: post.rating.aggregate,
            text: post.rating.aggregateText,
            count: post.rating.count,
            ratings: (ratings ?? []).map((rating) => ({
              by: personRecord(toPerson(rating), identity),
              rating: rating.ratingText,
              ratedAt: rating.ratedAt,
            })),
          },
        }
      : {}),
  }
}

function fileRecord({ fileName, folder, sizeBytes, mediaType, modifiedAt }: FileReference): JsonValue {
  return { fileName, folder, sizeBytes, mediaType, modifiedAt: modifiedAt ?? null }
}
