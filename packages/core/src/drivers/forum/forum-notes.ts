import type { ItemRemark } from '../../archive/archive-description.ts'
import { notices } from '../../reporting/remarks.ts'
import type { ForumSettings } from './forum-settings.ts'
import type { ForumWords } from './forum-words.ts'
import type { ShownPost } from './forum-report.ts'
import { isEdited } from './post-section.ts'

/** What must be known of posts, each sentence once. */
export function notesOn(
  shown: readonly ShownPost[],
  { notes }: ForumWords,
  { sections }: Pick<ForumSettings, 'sections'>,
): readonly ItemRemark[] {
  const some = (applies: (shown: ShownPost) => boolean, sentence: string): readonly string[] =>
    shown.some(applies) ? [sentence] : []
  return notices([
    ...some(({ post }) => isEdited(post), notes.edited),
    ...some(({ post }) => post.removed, notes.removed),
    ...some(({ post, parent }) => post.parentId !== null && !parent, notes.parentMissing),
    ...(sections.has('ratings')
      ? some(({ post, ratings }) => post.rating !== null && ratings === undefined, notes.ratersUnknown)
      : []),
  ])
}
