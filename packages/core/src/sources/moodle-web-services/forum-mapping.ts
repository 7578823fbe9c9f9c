import type {
  Forum,
  ForumDiscussion,
  ForumGrade,
  ForumPost,
  PostRating,
  PostRatingSummary,
  RatingAggregate,
} from '../forum-source.ts'
import type { FileReference } from '../source-records.ts'
import type {
  DiscussionAnswer,
  DiscussionPostsAnswer,
  ForumAnswer,
  GradeItemAnswer,
  ItemRatingAnswer,
  PostAnswer,
  PostFileAnswer,
  PostRatingAnswer,
} from './answers/forum-answers.ts'
import type { CoursePeople } from './course-people.ts'

/** Moodle's `RATING_AGGREGATE_…`. */
const aggregates: Readonly<Record<number, RatingAggregate>> = {
  1: 'average',
  2: 'count',
  3: 'maximum',
  4: 'minimum',
  5: 'sum',
}

/** A forum from Moodle's record. */
export function toForum(forum: ForumAnswer): Forum {
  return {
    id: forum.id,
    courseId: forum.course,
    courseModuleId: forum.cmid,
    name: forum.name,
    introHtml: forum.intro,
    type: forum.type,
    dueAt: forum.duedate,
    cutOffAt: forum.cutoffdate,
    ratingAggregate: aggregates[forum.assessed] ?? null,
    gradedAsWhole: forum.gradeForum !== 0,
    otherFacts: forum.otherFacts,
  }
}

/** A discussion from a row of the list. */
export function toDiscussion(forum: Forum, row: DiscussionAnswer, people: CoursePeople): ForumDiscussion {
  return {
    id: row.discussion,
    forumId: forum.id,
    title: row.name,
    firstPostId: row.id,
    startedBy: people.person(row.userid, { fullname: row.userfullname }),
    group: people.group(row.groupid),
    startedAt: row.created,
    modifiedAt: row.timemodified,
    visibleFrom: row.timestart,
    visibleUntil: row.timeend,
    pinned: row.pinned,
    locked: row.locked,
    replyCount: row.numreplies,
  }
}

/** The posts of a discussion, by time; those of one second by id. Of a removed post the site hides when it was written. */
export function toPosts({ posts, ratinginfo }: DiscussionPostsAnswer, people: CoursePeople): readonly ForumPost[] {
  const ratings = new Map((ratinginfo?.ratings ?? []).map((rating) => [rating.itemid, rating]))
  const byId = posts.toSorted((one, other) => one.id - other.id)
  let at = 0
  const timed = byId.map((row) => {
    const post = toPost(row, ratings.get(row.id), people)
    const time = post.createdAt ?? post.modifiedAt
    at = time === null ? at : Date.parse(time)
    return { at, post }
  })
  return timed.toSorted((one, other) => one.at - other.at).map(({ post }) => post)
}

function toPost(post: PostAnswer, rating: PostRatingAnswer | undefined, people: CoursePeople): ForumPost {
  const { author, parentid } = post
  const counted = post.haswordcount !== false
  return {
    id: post.id,
    parentId: parentid ? parentid : null,
    author: author.id ? people.person(author.id, author) : null,
    subject: post.subject,
    messageHtml: post.message,
    createdAt: post.timecreated,
    modifiedAt: post.timemodified,
    removed: post.isdeleted,
    privateReply: post.isprivatereply,
    wordCount: counted ? (post.wordcount ?? null) : null,
    characterCount: counted ? (post.charcount ?? null) : null,
    tags: (post.tags ?? []).map(({ displayname }) => displayname),
    attachments: toFiles(post.attachments ?? [], 'attachment'),
    inlineFiles: toFiles(post.messageinlinefiles ?? [], 'post'),
    rating: rating ? toRating(rating) : null,
  }
}

function toFiles(files: readonly PostFileAnswer[], area: string): readonly FileReference[] {
  return files
    .filter(({ isdir }) => !isdir)
    .map((file) => ({
      area: file.filearea === '' ? area : file.filearea,
      fileName: file.filename,
      folder: file.filepath,
      sizeBytes: file.filesize,
      mediaType: file.mimetype,
      address: file.url,
      modifiedAt: file.timemodified,
    }))
}

/** Moodle has a row for each post that can be rated, also while nobody has. */
function toRating({ scaleid, aggregate, aggregatestr, count }: PostRatingAnswer): PostRatingSummary | null {
  if (count === 0 || (count === undefined && aggregatestr === '')) return null
  return {
    scaleId: scaleid ?? 0,
    aggregate: aggregate ?? null,
    aggregateText: aggregatestr,
    count: count ?? null,
  }
}

/** What one person gave, from a row of `core_rating_get_item_ratings`. */
export function toPostRating({ userid, userfullname, rating, timemodified }: ItemRatingAnswer): PostRating {
  return { userId: userid, fullName: userfullname, ratingText: rating, ratedAt: timemodified }
}

/** A grade of the gradebook: item 0 of a forum are its ratings, item 1 is the forum as a whole. */
export function toForumGrade(item: GradeItemAnswer): ForumGrade {
  return {
    kind: item.itemnumber === 1 ? 'whole_forum' : 'ratings',
    name: item.itemname,
    grade: item.graderaw ?? null,
    gradeText: item.gradeformatted,
    maxGrade: item.grademax ?? null,
    feedbackHtml: item.feedback,
    gradedAt: item.gradedategraded,
  }
}
