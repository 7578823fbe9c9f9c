import { attachments } from './attachments.ts'
import { picture } from './pictures.ts'
import type { Html, StudentFile } from './question-types.ts'

/** A post, told in plain terms. */
export interface PostStory {
  readonly id: number
  /** Absent for the post with which the discussion begins. */
  readonly answers?: number
  readonly userId: number
  readonly subject: string
  /** `@@PLUGINFILE@@/name` for files of the editor. */
  readonly html: Html
  readonly createdAt: number
  readonly editedAt?: number
  /** Somebody removed it: the site tells neither who wrote it nor what. */
  readonly removed?: boolean
  readonly privateReply?: boolean
  readonly tags?: readonly string[]
  readonly attachments?: readonly StudentFile[]
  readonly inline?: readonly StudentFile[]
  /** Out of 100. */
  readonly ratings?: readonly { readonly userId: number; readonly points: number; readonly at: number }[]
}

export interface DiscussionStory {
  readonly id: number
  /** Absent for a discussion of all. */
  readonly groupId?: number
  readonly pinned?: boolean
  readonly locked?: boolean
  readonly visibleUntil?: number
  readonly posts: readonly PostStory[]
}

/** What the forum of `course.ts` with the same id holds. */
export interface ForumStory {
  readonly id: number
  readonly courseModuleId: number
  readonly contextId: number
  readonly name: string
  readonly intro: Html
  readonly dueAt: number
  /** Grades for the forum as a whole, out of 20, by user. */
  readonly grades: Readonly<Record<number, { readonly grade: number; readonly feedback: Html }>>
  readonly discussions: readonly DiscussionStory[]
}

const day = 86_400
const start = Date.UTC(2026, 8, 21, 8) / 1000

const sketch: StudentFile = { name: 'half-moon.png', mimetype: 'image/png', bytes: picture('half-moon.png') }
const unused: StudentFile = { name: 'winter-sky.png', mimetype: 'image/png', bytes: picture('winter-sky.png') }

const moonIllusion: DiscussionStory = {
  id: 601,
  pinned: true,
  posts: [
    {
      id: 6001,
      userId: 5,
      subject: 'Why does the Moon look larger near the horizon?',
      html: String.raw`<p>Photographs show the same <strong>diameter</strong>, about \(0.5^\circ\). <img src="@@PLUGINFILE@@/half-moon.png" alt="my sketch of the half moon" width="120" height="120"></p><ul><li>air?</li><li>habit?</li></ul>`,
      createdAt: start,
      editedAt: start + 900,
      tags: ['moon', 'perception & illusion'],
      attachments: [attachments.notes, attachments.awkwardName],
      inline: [sketch, unused],
      ratings: [
        { userId: 3, points: 90, at: start + 2 * day },
        { userId: 4, points: 80, at: start + 3 * day },
      ],
    },
    {
      id: 6002,
      answers: 6001,
      userId: 6,
      subject: 'Re: Why does the Moon look larger near the horizon?',
      html: '<p>Ο ήλιος και η σελήνη έχουν την ίδια φαινόμενη διάμετρο. Compare it with a coin at arm’s length.</p>',
      createdAt: start + 3_600,
      attachments: [attachments.report],
      ratings: [{ userId: 3, points: 100, at: start + 2 * day }],
    },
    {
      id: 6003,
      answers: 6002,
      userId: 5,
      subject: 'Re: Why does the Moon look larger near the horizon?',
      html: '<p>A one-cent coin, 16 mm, at 180 cm: it fits!</p>',
      createdAt: start + 7_200,
    },
    {
      id: 6004,
      answers: 6003,
      userId: 8,
      subject: 'قمر الأفق',
      html: '<p dir="rtl">يبدو القمر أكبر لأننا نقارنه بالأشجار.</p>',
      createdAt: start + 9_000,
    },
    {
      id: 6005,
      answers: 6004,
      userId: 10,
      subject: '地平线上的月亮',
      html: '<p>我用相机拍了两次，大小一样。</p>',
      createdAt: start + 10_000,
    },
    {
      id: 6006,
      answers: 6005,
      userId: 7,
      subject: 'Re: 地平线上的月亮',
      html: '<p>Спасибо, это убедительно.</p>',
      createdAt: start + 11_000,
    },
    {
      id: 6007,
      answers: 6001,
      userId: 3,
      subject: 'Re: Why does the Moon look larger near the horizon?',
      html: '<p>A good question, Zuzanna Łękawska-Żądło. Please cite your source in the text itself.</p>',
      createdAt: start + day,
      privateReply: true,
    },
  ],
}

const observingEvening: DiscussionStory = {
  id: 602,
  groupId: 72,
  locked: true,
  visibleUntil: start + 60 * day,
  posts: [
    {
      id: 6011,
      userId: 4,
      subject: 'Observing evening & what to bring',
      html: '<p>Thursday, 20:00, roof of the institute. <a href="https://weather.example/bern">Weather</a></p>',
      createdAt: start + 5 * day,
    },
    {
      id: 6012,
      answers: 6011,
      userId: 18,
      subject: 'Re: Observing evening & what to bring',
      html: '<p>I bring the red torch.</p>',
      createdAt: start + 5 * day + 60,
      attachments: [attachments.upperCase, attachments.lowerCase],
    },
    {
      id: 6013,
      answers: 6011,
      userId: 9,
      subject: 'Re: Observing evening & what to bring',
      html: '<p>Something that I should not have written.</p>',
      createdAt: start + 5 * day + 60,
      removed: true,
    },
    {
      id: 6014,
      answers: 6013,
      userId: 12,
      subject: 'Re: Observing evening & what to bring',
      html: '<p>Please keep to the subject.</p>',
      createdAt: start + 5 * day + 120,
    },
  ],
}

const hostile: DiscussionStory = {
  id: 603,
  posts: [
    {
      id: 6021,
      userId: 13,
      subject: '</title><script>fetch("//evil.example")</script> =cmd|calc',
      html: '<script>window.attacked=true</script><p onclick="alert(1)">Look <a href="javascript:alert(1)">here</a>, <img src="https://tracker.example/pixel.png" alt="pixel"> and <img src=x onerror="window.attacked=true"></p><p>#include("/etc/passwd") $x$ \\input{secret}</p>',
      createdAt: start + 6 * day,
      attachments: [attachments.reservedName],
    },
  ],
}

/** The forum of the sample course. */
export const sampleForum: ForumStory = {
  id: 31,
  courseModuleId: 55,
  contextId: 155,
  name: 'Questions for the astronomers',
  intro:
    '<p>Ask, answer, and say how you know. <img src="@@PLUGINFILE@@/pleiades.png" alt="seven stars" width="60"></p>',
  dueAt: start + 30 * day,
  grades: {
    5: { grade: 18, feedback: '<p>Curious, and <em>careful</em> with sources.</p>' },
    6: { grade: 15.5, feedback: '' },
  },
  discussions: [moonIllusion, observingEvening, hostile],
}

/** The forum with `count` discussions of as many posts as ever, and no others, for tests of paging and of load. */
export function scaledForum(count: number): ForumStory {
  const discussions = Array.from({ length: count }, (_, index): DiscussionStory => {
    const posts = moonIllusion.posts.map(({ answers, ...post }) => ({
      ...post,
      id: post.id + (index + 1) * 10_000,
      createdAt: post.createdAt + index,
      ...(answers === undefined ? {} : { answers: answers + (index + 1) * 10_000 }),
      userId: post.id === 6001 ? 100_000 + index : post.userId,
    }))
    return { id: 700 + index, posts }
  })
  return { ...sampleForum, discussions }
}
