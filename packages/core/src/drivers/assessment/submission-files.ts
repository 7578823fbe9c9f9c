import type { FileToKeep, LinkingPart } from '../../reporting/index.ts'
import type { FileReference } from '../../sources/activity-source.ts'
import type { PluginPart } from '../../sources/assignment-source.ts'
import type { SubmissionView } from './submission-view.ts'

/** Moodle's components whose files are part of a submission or its feedback. */
export const ownComponents = /^(?:mod_assign$|assignsubmission_|assignfeedback_)/

/** Folders of what Moodle's own plugins hold; another plugin has its name as folder. */
const handedInFolders: Readonly<Record<string, string>> = { file: 'files', onlinetext: 'text' }
const feedbackFolders: Readonly<Record<string, string>> = { file: '', comments: '/text', editpdf: '/annotated' }

/** What was handed in, as far as this report tells it: a member's own report leaves it to the team's. */
export function handedInParts({ kind, attempt, shows }: SubmissionView): readonly PluginPart[] {
  return kind !== 'member' && attempt && shows.has('submission') ? attempt.parts : []
}

/** Feedback, as far as this report tells it. */
export function feedbackParts({ feedback, shows }: SubmissionView): readonly PluginPart[] {
  return shows.has('feedback') ? feedback : []
}

/** All files that lie beside the report. */
export function filesOf(view: SubmissionView): readonly FileToKeep[] {
  return [
    ...handedInFiles(view).map(({ file, plugin }) => ({ file, folder: handedInFolders[plugin] ?? plugin })),
    ...feedbackParts(view).flatMap(({ plugin, files }) =>
      files.map((file) => ({ file, folder: `feedback${feedbackFolders[plugin] ?? `/${plugin}`}` })),
    ),
  ]
}

/** Files handed in, each with its plugin. */
export function handedInFiles(
  view: SubmissionView,
): readonly { readonly file: FileReference; readonly plugin: string }[] {
  if (!view.shows.has('attachments')) return []
  return handedInParts(view).flatMap(({ plugin, files }) => files.map((file) => ({ file, plugin })))
}

/** A plugin's texts as a part that may link to files. */
export function linkingPart(of: 'submission' | 'feedback', { plugin }: PluginPart): LinkingPart {
  return { key: `${of} ${plugin}`, folder: of === 'feedback' ? 'feedback/linked' : 'linked' }
}

export const commentsPart: LinkingPart = { key: 'comments', folder: 'comments' }
export const displayPart: LinkingPart = { key: 'grade', folder: 'feedback/linked' }
/** The description in each report: what it links to is kept once, with the assignment's own report. */
export const repeatedDescription: LinkingPart = { key: 'description', folder: 'description', linksOnly: true }
