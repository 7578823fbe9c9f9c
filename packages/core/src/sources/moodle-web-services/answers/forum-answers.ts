import { z } from 'zod'
import {
  decimalNumber,
  flag,
  htmlName,
  optionalHtmlName,
  optionalText,
  recordId,
  time,
  wholeNumber,
} from './answer-fields.ts'

/** A forum of `mod_forum_get_forums_by_courses`. */
const forum = z
  .looseObject({
    id: recordId,
    course: recordId,
    cmid: recordId,
    type: optionalText,
    name: htmlName,
    intro: optionalText,
    duedate: time,
    cutoffdate: time,
    assessed: wholeNumber.nullish(),
    grade_forum: decimalNumber.nullish(),
  })
  .transform((fields) => ({
    id: fields.id,
    course: fields.course,
    cmid: fields.cmid,
    type: fields.type,
    name: fields.name,
    intro: fields.intro,
    duedate: fields.duedate,
    cutoffdate: fields.cutoffdate,
    assessed: fields.assessed ?? 0,
    gradeForum: fields.grade_forum ?? 0,
    otherFacts: otherFacts(fields),
  }))

export type ForumAnswer = z.output<typeof forum>

/** Of `mod_forum_get_forums_by_courses`. A course that one may not enter is an empty list. */
export const forumsAnswer = z.array(forum)

/** What has a field of its own, and what depends on who reads. */
const notAmongOtherFacts = new Set(
  'id course cmid type name intro introfiles duedate cutoffdate assessed cancreatediscussions istracked unreadpostscount'.split(
    ' ',
  ),
)
const secretField = /password|passwd|secret|token|key/i

function otherFacts(fields: Readonly<Record<string, unknown>>): Record<string, string | number | boolean | null> {
  const facts: Record<string, string | number | boolean | null> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (notAmongOtherFacts.has(name) || secretField.test(name)) continue
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
      Object.assign(facts, { [name]: value })
  }
  return facts
}

/** A discussion as `mod_forum_get_forum_discussions` lists it, with fields of its first post: that one has the `id`. */
const discussion = z.object({
  id: recordId,
  discussion: recordId,
  name: htmlName,
  groupid: wholeNumber.default(-1),
  userid: recordId,
  userfullname: optionalText,
  created: time,
  timemodified: time,
  timestart: time,
  timeend: time,
  pinned: flag.default(false),
  locked: flag.default(false),
  numreplies: wholeNumber.default(0),
})

export type DiscussionAnswer = z.output<typeof discussion>

/** Of `mod_forum_get_forum_discussions`. */
export const discussionsAnswer = z.object({ discussions: z.array(discussion) })

const postFile = z.object({
  filename: z.string(),
  filepath: z.string().default('/'),
  filesize: wholeNumber.default(0),
  filearea: optionalText,
  isimage: flag.default(false),
  isdir: flag.default(false),
  mimetype: optionalText,
  timemodified: time,
  url: z.string(),
})

export type PostFileAnswer = z.output<typeof postFile>

/**
 * The author of a removed post has neither id nor name; `fullname` then says that it is hidden. Here, unlike elsewhere,
 * names of people come with HTML entities.
 */
const postAuthor = z.object({
  id: wholeNumber.nullish(),
  fullname: optionalHtmlName,
  groups: z.array(z.object({ id: recordId, name: htmlName })).nullish(),
})

export type PostAuthorAnswer = z.output<typeof postAuthor>

const post = z.object({
  id: recordId,
  parentid: wholeNumber.nullish(),
  subject: optionalHtmlName,
  message: optionalText,
  author: postAuthor,
  timecreated: time,
  timemodified: time,
  isdeleted: flag.default(false),
  isprivatereply: flag.default(false),
  haswordcount: flag.nullish(),
  wordcount: wholeNumber.nullish(),
  charcount: wholeNumber.nullish(),
  attachments: z.array(postFile).nullish(),
  messageinlinefiles: z.array(postFile).nullish(),
  tags: z.array(z.object({ displayname: htmlName })).nullish(),
})

export type PostAnswer = z.output<typeof post>

const postRating = z.object({
  itemid: recordId,
  scaleid: wholeNumber.nullish(),
  aggregate: decimalNumber.nullish(),
  aggregatestr: optionalHtmlName,
  count: wholeNumber.nullish(),
})

export type PostRatingAnswer = z.output<typeof postRating>

/** Of `mod_forum_get_discussion_posts`. */
export const discussionPostsAnswer = z.object({
  posts: z.array(post),
  ratinginfo: z.object({ ratings: z.array(postRating).nullish() }).nullish(),
})

export type DiscussionPostsAnswer = z.output<typeof discussionPostsAnswer>

/** Of `core_rating_get_item_ratings`. */
export const itemRatingsAnswer = z.object({
  ratings: z.array(
    z.object({ userid: recordId, userfullname: optionalText, rating: optionalHtmlName, timemodified: time }),
  ),
})

export type ItemRatingAnswer = z.output<typeof itemRatingsAnswer>['ratings'][number]

/** Of `gradereport_user_get_grade_items` for one user: the grades of modules. */
export const userGradesAnswer = z.object({
  usergrades: z.array(
    z.object({
      gradeitems: z.array(
        z.object({
          itemname: optionalHtmlName,
          itemmodule: z.string().nullish(),
          iteminstance: wholeNumber.nullish(),
          itemnumber: wholeNumber.nullish(),
          graderaw: decimalNumber.nullish(),
          gradeformatted: optionalHtmlName,
          grademax: decimalNumber.nullish(),
          feedback: optionalText,
          gradedategraded: time,
        }),
      ),
    }),
  ),
})

export type GradeItemAnswer = z.output<typeof userGradesAnswer>['usergrades'][number]['gradeitems'][number]
