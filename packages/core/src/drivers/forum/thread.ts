import type { ForumPost } from '../../sources/forum-source.ts'

/** A post in its place in a discussion. */
export interface ThreadPost {
  readonly post: ForumPost
  /** `1` for the opening post, `1.2` for the second reply to it, `1.2.1` for the first reply to that one. */
  readonly number: string
  /** The post that it answers; undefined for an opening post, and where the source does not give it. */
  readonly parent: ThreadPost | undefined
}

/**
 * Numbers have at most so many levels. Deeper posts are counted on in the last one, so that a long back and forth keeps
 * numbers that people can read; which post they answer is told besides.
 */
const mostLevels = 6

interface PlacedPost extends ThreadPost {
  readonly level: number
  /** Number below which it is counted; with a dot at its end unless it is empty. */
  readonly prefix: string
}

/**
 * Posts in the order of a thread: each is followed by what answers it, by time. A post whose parent is not there, or
 * that answers itself by detours, begins a thread of its own.
 *
 * @param posts by time
 */
export function toThread(posts: readonly ForumPost[]): readonly ThreadPost[] {
  const known = new Map(posts.map((post) => [post.id, post]))
  const answers = Map.groupBy(posts, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null))
  const counts = new Map<string, number>()
  const placed = new Map<number, PlacedPost>()
  const place = (post: ForumPost, parent: PlacedPost | undefined): PlacedPost => {
    const deepest = parent !== undefined && parent.level >= mostLevels
    const prefix = parent === undefined ? '' : deepest ? parent.prefix : `${parent.number}.`
    const count = (counts.get(prefix) ?? 0) + 1
    counts.set(prefix, count)
    const level = parent === undefined ? 1 : deepest ? parent.level : parent.level + 1
    const here = { post, parent, prefix, level, number: `${prefix}${count}` }
    placed.set(post.id, here)
    return here
  }
  for (const first of [...(answers.get(null) ?? []), ...posts]) {
    const waiting: { readonly post: ForumPost; readonly parent: PlacedPost | undefined }[] = [
      { post: first, parent: undefined },
    ]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (placed.has(next.post.id)) continue
      const parent = place(next.post, next.parent)
      const replies = (answers.get(next.post.id) ?? []).toReversed()
      waiting.push(...replies.map((post) => ({ post, parent })))
    }
  }
  return [...placed.values()]
}
