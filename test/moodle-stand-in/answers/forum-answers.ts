import type { DiscussionStory, ForumStory, PostStory } from '../../sample-course/forum.ts'
import type { StudentFile } from '../../sample-course/question-types.ts'
import { noSuchRecord } from '../moodle-error.ts'
import type { Arguments } from '../parameters.ts'
import { numberOf, numbersOf, textOf } from '../parameters.ts'
import { filterFormulas } from '../question-html/text.ts'
import type { SampleSite } from '../sample-site.ts'
import { asName } from '../sample-site.ts'

const aggregateAverage = 1
const scale = 100

function addressOf(site: SampleSite, forum: ForumStory, place: string): string {
  return `${site.wwwroot}/pluginfile.php/${forum.contextId}/mod_forum/${place}`
}

/** Texts of posts name files by `webservice/pluginfile.php`, lists of files by plain `pluginfile.php`. */
function textWithFiles(site: SampleSite, forum: ForumStory, html: string, place: string): string {
  const base = addressOf(site, forum, place).replace('/pluginfile.php', '/webservice/pluginfile.php')
  return filterFormulas(html.replaceAll('@@PLUGINFILE@@', base))
}

/** mod_forum_get_forums_by_courses: a course without access is left out */
export function forumsByCourses(site: SampleSite, given: Arguments): object[] {
  const wanted = numbersOf(given, 'courseids')
  if (wanted.length > 0 && !wanted.includes(site.course.id)) return []
  return site.course.forums.map((forum) => ({
    id: forum.id,
    course: site.course.id,
    type: 'general',
    name: asName(forum.name),
    intro: textWithFiles(site, forum, forum.intro, 'intro'),
    introformat: 1,
    introfiles: [],
    lang: '',
    duedate: forum.dueAt,
    cutoffdate: 0,
    assessed: aggregateAverage,
    assesstimestart: 0,
    assesstimefinish: 0,
    scale,
    grade_forum: 20,
    grade_forum_notify: 0,
    maxbytes: 10_485_760,
    maxattachments: 5,
    forcesubscribe: 0,
    trackingtype: 1,
    rsstype: 0,
    rssarticles: 0,
    timemodified: site.course.startsAt,
    warnafter: 0,
    blockafter: 0,
    blockperiod: 0,
    completiondiscussions: 0,
    completionreplies: 0,
    completionposts: 0,
    cmid: forum.courseModuleId,
    numdiscussions: forum.discussions.length,
    cancreatediscussions: true,
    lockdiscussionafter: 0,
    istracked: false,
  }))
}

function nameOf(site: SampleSite, userId: number): string {
  const person = site.person(userId)
  return person ? `${person.firstName} ${person.lastName}` : `Somebody ${userId}`
}

function fileRow(
  site: SampleSite,
  forum: ForumStory,
  file: StudentFile,
  place: { area: string; postId: number },
): object {
  const written = site.course.startsAt
  return {
    contextid: forum.contextId,
    component: 'mod_forum',
    filearea: place.area,
    itemid: place.postId,
    filepath: '/',
    filename: file.name,
    isdir: false,
    isimage: file.mimetype.startsWith('image/'),
    timemodified: written,
    timecreated: written,
    filesize: file.bytes.length,
    author: '',
    license: '',
    filenameshort: file.name,
    filesizeformatted: `${file.bytes.length} bytes`,
    icon: 'f/unknown',
    timecreatedformatted: 'Monday, 14 September 2026, 2:00 AM',
    timemodifiedformatted: 'Monday, 14 September 2026, 2:00 AM',
    url: `${addressOf(site, forum, `${place.area}/${place.postId}`)}/${encodeURIComponent(file.name)}?forcedownload=1`,
  }
}

const pictures = (site: SampleSite): object => {
  const picture = `${site.wwwroot}/theme/image.php/boost/core/1790000000/u/f2`
  return { userpictureurl: picture, usermodifiedpictureurl: picture }
}

function discussionRow(site: SampleSite, forum: ForumStory, discussion: DiscussionStory): object {
  const [first] = discussion.posts
  const last = discussion.posts.at(-1)
  if (!first || !last) throw noSuchRecord('forum_posts')
  return {
    id: first.id,
    name: asName(first.subject),
    groupid: discussion.groupId ?? -1,
    timemodified: last.editedAt ?? last.createdAt,
    usermodified: last.userId,
    timestart: 0,
    timeend: discussion.visibleUntil ?? 0,
    discussion: discussion.id,
    parent: 0,
    userid: first.userId,
    created: first.createdAt,
    modified: first.editedAt ?? first.createdAt,
    mailed: 0,
    subject: asName(first.subject),
    message: textWithFiles(site, forum, first.html, `post/${first.id}`),
    messageformat: 1,
    messagetrust: 0,
    messageinlinefiles: (first.inline ?? []).map((file) => ({
      filename: file.name,
      filepath: '/',
      filesize: file.bytes.length,
      fileurl: addressOf(site, forum, `post/${first.id}/${file.name}`),
      timemodified: site.course.startsAt,
      mimetype: file.mimetype,
      isexternalfile: false,
      icon: 'f/image',
    })),
    attachment: false,
    totalscore: 0,
    mailnow: 0,
    userfullname: nameOf(site, first.userId),
    usermodifiedfullname: nameOf(site, last.userId),
    ...pictures(site),
    numreplies: discussion.posts.length - 1,
    numunread: 0,
    pinned: discussion.pinned ?? false,
    locked: discussion.locked ?? false,
    starred: false,
    canreply: true,
    canlock: true,
    canfavourite: true,
  }
}

function createdAt({ posts }: DiscussionStory): number {
  return posts[0]?.createdAt ?? 0
}

/** mod_forum_get_forum_discussions: pinned ones first; `sortorder` 4 is by when they began, others by the last post */
export function forumDiscussions(site: SampleSite, given: Arguments): object {
  const forum = site.forum(numberOf(given, 'forumid'))
  const oldestFirst = numberOf(given, 'sortorder') === 4
  const sorted = forum.discussions.toSorted(
    (one, other) =>
      Number(other.pinned ?? false) - Number(one.pinned ?? false) ||
      (createdAt(one) - createdAt(other)) * (oldestFirst ? 1 : -1),
  )
  const page = numberOf(given, 'page')
  const perpage = numberOf(given, 'perpage')
  const wanted = page < 0 || perpage === 0 ? sorted : sorted.slice(page * perpage, (page + 1) * perpage)
  return { discussions: wanted.map((discussion) => discussionRow(site, forum, discussion)), warnings: [] }
}

function authorOf(site: SampleSite, post: PostStory): object {
  if (post.removed)
    return {
      id: null,
      fullname: 'Author hidden',
      isdeleted: null,
      groups: [],
      urls: { profile: null, profileimage: null },
    }
  const person = site.person(post.userId)
  const profile = `${site.wwwroot}/user/view.php?id=${post.userId}&course=${site.course.id}`
  const groups = site.course.groups.filter((group) => person?.groups.includes(group.id))
  return {
    id: post.userId,
    fullname: nameOf(site, post.userId),
    isdeleted: false,
    groups: groups.map(({ id, name }) => ({ id, name: asName(name), urls: { image: null } })),
    urls: { profile, profileimage: `${site.wwwroot}/theme/image.php/boost/core/1790000000/u/f1` },
  }
}

const capabilities = {
  view: true,
  edit: true,
  delete: true,
  split: false,
  reply: true,
  selfenrol: false,
  export: false,
  controlreadstatus: false,
  canreplyprivately: true,
}

function postRow(site: SampleSite, forum: ForumStory, discussionId: number, post: PostStory): object {
  const discuss = `${site.wwwroot}/mod/forum/discuss.php?d=${discussionId}`
  const place = { area: 'attachment', postId: post.id }
  const removed = post.removed === true
  const subject = removed ? 'Forum post removed' : asName(post.subject)
  const files = (list: readonly StudentFile[] | undefined, area: string): object[] =>
    removed ? [] : (list ?? []).map((file) => fileRow(site, forum, file, { ...place, area }))
  return {
    id: post.id,
    subject,
    replysubject: subject.startsWith('Re: ') ? subject : `Re: ${subject}`,
    message: removed
      ? 'The content of this forum post has been removed and can no longer be accessed.'
      : textWithFiles(site, forum, post.html, `post/${post.id}`),
    messageformat: 1,
    author: authorOf(site, post),
    discussionid: discussionId,
    hasparent: post.answers !== undefined,
    parentid: post.answers ?? null,
    timecreated: removed ? null : post.createdAt,
    timemodified: removed ? null : (post.editedAt ?? post.createdAt),
    unread: null,
    isdeleted: removed,
    isprivatereply: post.privateReply ?? false,
    haswordcount: false,
    wordcount: null,
    charcount: null,
    capabilities,
    urls: {
      view: `${discuss}#p${post.id}`,
      viewisolated: `${discuss}&parent=${post.id}`,
      viewparent: post.answers === undefined ? null : `${discuss}#p${post.answers}`,
      edit: `${site.wwwroot}/mod/forum/post.php?edit=${post.id}`,
      delete: `${site.wwwroot}/mod/forum/post.php?delete=${post.id}`,
      split: post.answers === undefined ? null : `${site.wwwroot}/mod/forum/post.php?prune=${post.id}`,
      reply: `${site.wwwroot}/mod/forum/post.php?reply=${post.id}#mformforum`,
      export: null,
      markasread: null,
      markasunread: null,
      discuss,
    },
    attachments: files(post.attachments, 'attachment').map((file) => ({
      ...file,
      urls: { export: null },
      html: { plagiarism: null },
    })),
    messageinlinefiles: files(post.inline, 'post'),
    tags: (post.tags ?? []).map((tag, index) => ({
      id: post.id * 10 + index,
      tagid: index + 1,
      isstandard: false,
      displayname: asName(tag),
      flag: false,
      urls: { view: `${site.wwwroot}/tag/index.php?tag=${index + 1}` },
    })),
    html: { rating: null, taglist: null, authorsubheading: removed ? null : `by ${nameOf(site, post.userId)}` },
  }
}

function ratingRow(post: PostStory): object {
  const points = (post.ratings ?? []).map((rating) => rating.points)
  const average = points.length === 0 ? null : points.reduce((sum, one) => sum + one, 0) / points.length
  return {
    itemid: post.id,
    scaleid: scale,
    userid: post.userId,
    aggregate: average,
    aggregatestr: average === null ? '' : `${Math.round(average)}`,
    aggregatelabel: 'Average of ratings',
    count: points.length,
    rating: null,
    canrate: true,
    canviewaggregate: true,
  }
}

/** mod_forum_get_discussion_posts: all posts, those of a removed one without what it said and who wrote it */
export function discussionPosts(site: SampleSite, given: Arguments): object {
  const { forum, discussion } = site.discussion(numberOf(given, 'discussionid'))
  const direction = textOf(given, 'sortdirection') === 'ASC' ? 1 : -1
  const posts = discussion.posts.toSorted((one, other) => (one.createdAt - other.createdAt) * direction)
  const ratings = discussion.posts.map(ratingRow)
  return {
    posts: posts.map((post) => {
      const { messageinlinefiles, ...row } = { messageinlinefiles: [], ...postRow(site, forum, discussion.id, post) }
      return given['includeinlineattachments'] === true ? { ...row, messageinlinefiles } : row
    }),
    forumid: forum.id,
    courseid: site.course.id,
    ratinginfo: {
      contextid: forum.contextId,
      component: 'mod_forum',
      ratingarea: 'post',
      canviewall: true,
      canviewany: true,
      scales: [{ id: scale, courseid: null, name: null, max: scale, isnumeric: true, items: [] }],
      ratings,
    },
    warnings: [],
  }
}

/** core_rating_get_item_ratings */
export function itemRatings(site: SampleSite, given: Arguments): object {
  const post = site.post(numberOf(given, 'itemid'))
  const ratings = (post.ratings ?? []).toSorted((one, other) => one.at - other.at)
  return {
    ratings: ratings.map(({ userId, points, at }, index) => ({
      id: post.id * 10 + index,
      userid: userId,
      userpictureurl: `${site.wwwroot}/theme/image.php/boost/core/1790000000/u/f1`,
      userfullname: nameOf(site, userId),
      rating: `${points} / ${scale}`,
      timemodified: at,
    })),
    warnings: [],
  }
}

interface SampleForumGrade {
  readonly grade: number | null
  readonly grademax: number
  readonly feedback: string
}

/** Rows of the grade report for the forums: item 0 are the ratings, item 1 is the forum as a whole. */
export function forumGradeItems(site: SampleSite, userId: number): object[] {
  return site.course.forums.flatMap((forum) => {
    const posts = forum.discussions.flatMap((discussion) => discussion.posts).filter((post) => post.userId === userId)
    const points = posts.flatMap((post) => (post.ratings ?? []).map((rating) => rating.points))
    const average = points.length === 0 ? null : points.reduce((sum, one) => sum + one, 0) / points.length
    const whole = forum.grades[userId]
    const item = (itemnumber: number, name: string, { grade, grademax, feedback }: SampleForumGrade) => ({
      id: forum.id * 10 + itemnumber,
      itemname: asName(name),
      itemtype: 'mod',
      itemmodule: 'forum',
      iteminstance: forum.id,
      itemnumber,
      cmid: forum.courseModuleId,
      graderaw: grade,
      gradedategraded: grade === null ? null : site.course.startsAt,
      gradeformatted: grade === null ? '-' : grade.toFixed(2),
      grademin: 0,
      grademax,
      feedback,
      feedbackformat: 1,
    })
    return [
      item(0, `Rating grade for ${forum.name}`, { grade: average, grademax: scale, feedback: '' }),
      item(1, `Whole forum grade for ${forum.name}`, {
        grade: whole?.grade ?? null,
        grademax: 20,
        feedback: whole?.feedback ?? '',
      }),
    ]
  })
}
