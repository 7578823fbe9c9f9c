import type { ArchivingContext, ItemDescription } from '../../driver/archiving-context.ts'
import { chooseEntries } from '../../reporting/choose-entries.ts'
import { contentFingerprint } from '../../reporting/content-fingerprint.ts'
import { readContents } from '../../reporting/read-contents.ts'
import type { Participant } from '../../sources/activity-source.ts'
import type { AssessmentSummary, Workshop, WorkshopSource, WorkshopSubmission } from '../../sources/workshop-source.ts'
import type { WorkshopSettings } from './workshop-settings.ts'

/** A submission, and the fingerprint of all that is told of it; undefined where nothing tells whether it has changed. */
export interface FingerprintedSubmission {
  readonly submission: WorkshopSubmission
  readonly content: string | undefined
}

/** What is told of an item besides its submission. */
interface ItemFacts {
  readonly author: Participant | null
  readonly assessingGrade: number | null
  readonly given: readonly AssessmentSummary[]
}

/** Files of texts are not listed: they change with the time of change of the workshop, submission or assessment. */
const ownFiles = { unlisted: /^mod_workshop$/ } as const

/**
 * Fingerprints of the reports of a workshop, over all that they tell: the lists say nothing of what was written in
 * assessments. These are read for many submissions with a few requests. None where the site takes no batches, where
 * assessments cannot be read, and where a text shows a file from elsewhere.
 */
export class WorkshopFingerprints {
  readonly #workshop: Workshop
  readonly #context: ArchivingContext
  readonly #settings: WorkshopSettings
  readonly #repeated: string | undefined

  constructor(
    workshop: Workshop,
    { context, settings }: { readonly context: ArchivingContext; readonly settings: WorkshopSettings },
  ) {
    this.#workshop = workshop
    this.#context = context
    this.#settings = settings
    this.#repeated = contentFingerprint({ ...workshop, otherFacts: {} }, ownFiles)
  }

  /** The chosen submissions in their order. */
  async *ofSubmissions(
    submissions: AsyncIterable<WorkshopSubmission>,
    isChosen: (submission: WorkshopSubmission) => boolean,
  ): AsyncGenerator<FingerprintedSubmission> {
    const { source, signal } = this.#context
    const workshops = (await source.batched?.(signal))?.workshops
    const read = async (submission: WorkshopSubmission) =>
      workshops ? await this.#read(workshops, submission, signal) : undefined
    const chosen = chooseEntries(submissions, isChosen)
    for await (const { entry, content } of readContents(chosen, { read })) yield { submission: entry, content }
  }

  /** What an item's description says of its data, if that can be told. */
  of({ author, assessingGrade, given }: ItemFacts, content: string | undefined): Pick<ItemDescription, 'fingerprint'> {
    if (content === undefined || this.#repeated === undefined) return {}
    const fingerprint = contentFingerprint({ workshop: this.#repeated, author, assessingGrade, given, content })
    return fingerprint === undefined ? {} : { fingerprint }
  }

  async #read(
    workshops: WorkshopSource,
    submission: WorkshopSubmission,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { sections, keepServiceAnswer } = this.#settings
    if (!sections.has('assessments')) return contentFingerprint({ submission }, ownFiles)
    const { assessments, serviceAnswers } = await workshops.getAssessments(this.#workshop, submission.id, signal)
    const beside = keepServiceAnswer ? serviceAnswers : null
    return contentFingerprint({ submission, assessments }, { ...ownFiles, beside })
  }
}
