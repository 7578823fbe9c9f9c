import type { FileReference, Group, Participant, ServiceAnswer } from './source-records.ts'

/** Reads forums. */
export interface ForumSource {
  /** @throws `source_missing` if the course has no such forum. */
  getForum(courseId: number, forumId: number, signal?: AbortSignal): Promise<Forum>
  /**
   * All discussions that the signed-in user may see, pinned ones first, then by when they began. Reads in pages; of the
   * discussions read before, only ids are held. Each discussion comes once, also where others are removed meanwhile.
   */
  listDiscussions(forum: Forum, signal?: AbortSignal): AsyncIterable<ForumDiscussion>
  /**
   * All posts of a discussion that the signed-in user may see, by when they were written.
   *
   * @throws `source_missing` if the discussion is no longer there.
   */
  getPosts(forum: Forum, discussionId: number, signal?: AbortSignal): Promise<DiscussionPosts>
  /**
   * Who rated which of the posts, and when, by the post's id; each post's by time. Nothing is asked for posts that nobody
   * rated. A post whose single ratings the signed-in user may not see is not among them.
   */
  getRatings(
    forum: Forum,
    posts: readonly ForumPost[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<number, readonly PostRating[]>>
  /** The grades of one person for this forum, from the gradebook; empty where there are none, or none may be seen. */
  getGrades(forum: Forum, userId: number, signal?: AbortSignal): Promise<readonly ForumGrade[]>
}

export interface Forum {
  readonly id: number
  readonly courseId: number
  readonly courseModuleId: number
  readonly name: string
  readonly introHtml: string
  /** Moodle's type: `general`, `single`, `eachuser`, `qanda`, `blog`, `news`. */
  readonly type: string
  readonly dueAt: string | null
  /** After this nobody may post any more. */
  readonly cutOffAt: string | null
  /** How the ratings of a post become one number; null if posts are not rated. */
  readonly ratingAggregate: RatingAggregate | null
  /** Whether there is a grade for everything that a person wrote in the forum. */
  readonly gradedAsWhole: boolean
  /** All other facts of the forum that the source gives, as given, but for what depends on who reads. */
  readonly otherFacts: Readonly<Record<string, string | number | boolean | null>>
}

export type RatingAggregate = 'average' | 'count' | 'maximum' | 'minimum' | 'sum'

/** A discussion without its posts. */
export interface ForumDiscussion {
  readonly id: number
  readonly forumId: number
  /** Its title: the subject of the post with which it began, or what a teacher made of it. */
  readonly title: string
  readonly firstPostId: number
  readonly startedBy: Participant
  /** The group whose discussion it is; null for one of all. */
  readonly group: Group | null
  readonly startedAt: string | null
  /** When the last post was written or changed. */
  readonly modifiedAt: string | null
  /** From when and until when students may see it; null for always. */
  readonly visibleFrom: string | null
  readonly visibleUntil: string | null
  readonly pinned: boolean
  readonly locked: boolean
  /** As the site counts them. */
  readonly replyCount: number
}

/** The posts of a discussion. */
export interface DiscussionPosts {
  readonly posts: readonly ForumPost[]
  /** The service's own answer, to be kept beside the report; null if there is none. */
  readonly serviceAnswer: ServiceAnswer | null
}

export interface ForumPost {
  readonly id: number
  /** The post that it answers; null for the one with which the discussion began. */
  readonly parentId: number | null
  /** Null where the site hides it: that of a post that was removed. */
  readonly author: Participant | null
  readonly subject: string
  readonly messageHtml: string
  readonly createdAt: string | null
  /** Later than `createdAt` if the post was edited. The source has only its last version. */
  readonly modifiedAt: string | null
  /** Somebody removed it; the site says so in its place. */
  readonly removed: boolean
  /** Only its author, that of the post that it answers, and teachers can see it. */
  readonly privateReply: boolean
  /** As the site counts them; null where the forum does not show it. */
  readonly wordCount: number | null
  readonly characterCount: number | null
  readonly tags: readonly string[]
  readonly attachments: readonly FileReference[]
  /** Files of the editor, such as pictures and recordings, whether the text still shows them or not. */
  readonly inlineFiles: readonly FileReference[]
  /** Null if nobody rated it, or it may not be seen. */
  readonly rating: PostRatingSummary | null
}

/** All ratings of a post in one. */
export interface PostRatingSummary {
  readonly scaleId: number
  /** As the source aggregates it, on the scale of the forum; null if it has no number. */
  readonly aggregate: number | null
  /** The same in the words of the site, such as `85 (2)` or a word of a scale. */
  readonly aggregateText: string
  /** How many people rated it; null where that is not told. */
  readonly count: number | null
}

/** What one person gave a post. */
export interface PostRating {
  readonly userId: number
  readonly fullName: string
  /** As the site writes it: `85 / 100`, or a word of a scale. */
  readonly ratingText: string
  readonly ratedAt: string | null
}

/** A grade of the gradebook for a forum. */
export interface ForumGrade {
  /** What it is a grade of: the ratings of a person's posts, or everything that the person wrote. */
  readonly kind: 'ratings' | 'whole_forum'
  /** Name of the grade item as the site has it. */
  readonly name: string
  /** Null while there is none. */
  readonly grade: number | null
  readonly gradeText: string
  readonly maxGrade: number | null
  readonly feedbackHtml: string
  readonly gradedAt: string | null
}
