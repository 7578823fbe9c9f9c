import type { ReportSection } from '../../documents/index.ts'
import type { ReportReader } from '../../reporting/report-reader.ts'
import type { Forum, ForumSource } from '../../sources/forum-source.ts'
import type { ForumReportContext } from './forum-report.ts'
import type { ForumSettings } from './forum-settings.ts'

/** The forum with its description, which is not kept with each item. */
export async function forumWithDescription(
  forums: ForumSource,
  forum: Forum,
  { sections }: Pick<ForumSettings, 'sections'>,
  signal: AbortSignal,
): Promise<Forum> {
  if (!sections.has('description')) return forum
  const { introHtml } = await forums.getForum(forum.courseId, forum.id, signal)
  return { ...forum, introHtml }
}

/** What the forum is for, as its teachers described it; nothing without. */
export function descriptionSection(
  reader: ReportReader,
  { forum, settings, words }: ForumReportContext,
): readonly ReportSection[] {
  if (!settings.sections.has('description')) return []
  const part = { key: 'description', folder: 'description' }
  const blocks = [...reader.html(forum.introHtml, part), ...reader.linkedFiles(part)]
  if (blocks.length === 0) return []
  return [{ number: '', heading: words.description, parts: reader.part('prompt', '', blocks) }]
}
