import type { ArchivingContext, ItemDescription } from '../../driver/archiving-context.ts'
import { contentFingerprint, readContents } from '../../reporting/index.ts'
import type { Assignment, SubmissionEntry } from '../../sources/assignment-source.ts'
import type { AssessmentSettings } from './assessment-settings.ts'
import { reportsOf } from './list-submission-items.ts'

/** What an item's description says of its data, if that can be told. */
type Fingerprint = Pick<ItemDescription, 'fingerprint'>

/** An entry, and the fingerprint of its reports: a change of anyone in a team is one of all its reports. */
export interface FingerprintedEntry extends Fingerprint {
  readonly entry: SubmissionEntry
}

/** Files of the assignment change with its time of change, where they are not listed. Those of submissions are. */
const ownFiles = { unlisted: /^mod_assign$/ } as const

/** The assignment's own report: all that is told of it, with its files. */
export function assignmentFingerprint(assignment: Assignment): Fingerprint {
  const content = contentFingerprint(assignment, ownFiles)
  return content === undefined ? {} : { fingerprint: content }
}

/**
 * Reads the entries as they would be archived, several with a few requests, and takes a fingerprint of all of it: the lists
 * alone do not tell of comments, personal dates, earlier attempts and feedback that was uploaded in bulk. Where the
 * site takes no batches, where an entry cannot be read, and where a text shows a file from elsewhere there is none.
 *
 * @param assignment as it is told in the reports
 */
export async function* withFingerprints(
  entries: AsyncIterable<SubmissionEntry>,
  assignment: Assignment,
  { context, settings }: { readonly context: ArchivingContext; readonly settings: AssessmentSettings },
): AsyncGenerator<FingerprintedEntry> {
  const { source, signal } = context
  const submissions = (await source.batched?.(signal))?.assignments
  const description = contentFingerprint({ ...assignment, otherFacts: {} }, ownFiles)
  if (!submissions || description === undefined) {
    for await (const entry of entries) yield { entry }
    return
  }
  const read = async (entry: SubmissionEntry): Promise<string | undefined> => {
    const { serviceAnswers, ...content } = await submissions.getSubmission(assignment, entry.id, {
      ...(entry.kind === 'team' && { resultsOf: membersReported(entry, settings) }),
      signal,
    })
    return contentFingerprint(content, settings.keepServiceAnswer ? { beside: serviceAnswers } : {})
  }
  for await (const { entry, content } of readContents(entries, { read }))
    yield content === undefined ? { entry } : { entry, fingerprint: { assignment: description, content } }
}

/** Members of a team that have a report of their own; the others are not asked for, as when it is archived. */
function membersReported(entry: SubmissionEntry, { scope }: AssessmentSettings): readonly string[] {
  return reportsOf(entry, scope, 'latest').flatMap(({ memberId }) => memberId ?? [])
}
