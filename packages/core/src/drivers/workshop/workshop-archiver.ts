import { ActivityArchiver } from '../../driver/activity-archiver.ts'
import { requireSourcePart } from '../../driver/require-source-part.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
} from '../../driver/archiving-context.ts'
import { activityDescription } from '../../reporting/activity-description.ts'
import { archiveReport } from '../../reporting/archive-report.ts'
import { momentValues, personValues } from '../../reporting/item-names.ts'
import { localized } from '../../reporting/localized.ts'
import { participantColumns, participantRow } from '../../reporting/participant-row.ts'
import { reportIdentity } from '../../reporting/report-identity.ts'
import { mayConcern } from '../../reporting/scope.ts'
import type { ActivitySource, Participant } from '../../sources/activity-source.ts'
import type { AssessmentSummary, Workshop, WorkshopSource, WorkshopSubmission } from '../../sources/workshop-source.ts'
import { givenAssessments } from './given-assessments.ts'
import { WorkshopFingerprints } from './workshop-fingerprints.ts'
import { workshopReport } from './workshop-report.ts'
import type { WorkshopReportInput } from './workshop-report-input.ts'
import {
  toWorkshopSettings,
  workshopNames,
  workshopPresets,
  workshopSettings,
  type WorkshopSettings,
} from './workshop-settings.ts'
import { workshopWords } from './workshop-words.ts'

/** What is kept of an item between listing and archiving. */
export interface WorkshopItemData {
  readonly author: Participant | null
  /** Null for someone who handed in nothing. */
  readonly submission: WorkshopSubmission | null
  readonly assessingGrade: number | null
  readonly given: readonly AssessmentSummary[]
}

/** What no archive of a workshop can hold, because no source tells it; said in the archive itself. */
const notTold = [
  'example submissions of teachers, and how they were assessed',
  'earlier versions of submissions and assessments',
  'who handed in nothing, where the site does not say of whom a submission is expected',
  'who was chosen to assess whom and did not, where the site lists no such assessment',
]

/** Archives Moodle workshops: one report of each submission with the assessments it received, and of those who handed in nothing. */
export class WorkshopArchiver extends ActivityArchiver<WorkshopItemData> {
  readonly id = 'workshop'
  readonly name = { en: 'Workshop', de: 'Gegenseitige Beurteilung' }
  readonly activityKind = 'workshop'
  readonly availableTaskSettings = workshopSettings
  override readonly settingsPresets = workshopPresets
  readonly itemColumns = [
    'submission_id',
    ...participantColumns,
    'state',
    'submitted',
    'modified',
    'late',
    'grade',
    'max_grade',
    'assessing_grade',
    'max_assessing_grade',
    'assessments',
    'files_submitted',
  ] as const

  async describeActivity(context: ArchivingContext): Promise<ActivityDescription> {
    const settings = toWorkshopSettings(context.settings)
    // Texts of the site hold ids that are new in every answer; they stand in the reports.
    const {
      id: _id,
      courseId: _course,
      courseModuleId: _module,
      introHtml: _intro,
      authorInstructionsHtml: _forAuthors,
      reviewerInstructionsHtml: _forReviewers,
      conclusionHtml: _conclusion,
      ...facts
    } = await readWorkshop(context)
    return activityDescription(
      { name: facts.name, facts: { ...facts, notTold }, names: workshopNames },
      context,
      settings,
    )
  }

  async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription<WorkshopItemData>> {
    const { source, signal, log } = context
    const settings = toWorkshopSettings(context.settings)
    const { mode, ids = [] } = settings.scope
    const workshops = workshopsOf(source)
    const workshop = await readWorkshop(context)
    const grades = await workshops.getAssessingGrades(workshop, signal)
    const given = settings.sections.has('assessing') ? await givenAssessments(workshops, workshop, signal) : undefined
    const assessingOf = (author: Participant | null): Pick<WorkshopItemData, 'assessingGrade' | 'given'> => ({
      assessingGrade: (author && grades?.get(author.userId)) ?? null,
      given: (author && given?.get(author.userId)) ?? [],
    })
    const authors = new Set<number>()
    const chosen = (submission: WorkshopSubmission): boolean => {
      const { id, author } = submission
      if (author) authors.add(author.userId)
      return mode === 'submissions' ? ids.includes(id) : isOf(author, settings)
    }
    const fingerprints = new WorkshopFingerprints(workshop, { context, settings })
    const submissions = fingerprints.ofSubmissions(workshops.listSubmissions(workshop, signal), chosen)
    for await (const { submission, content } of submissions) {
      const { author } = submission
      const data = { author, submission, ...assessingOf(author) }
      yield { ...toItem(data, context), ...fingerprints.of(data, content) }
    }
    if (mode === 'submitted' || mode === 'submissions') return
    const expected = await workshops.listExpectedAuthors(workshop, signal)
    if (expected === null)
      log.warn(localized(workshopWords('en').notKnownWhoIsMissing, workshopWords('de').notKnownWhoIsMissing))
    for (const author of expected ?? []) {
      if (authors.has(author.userId) || !mayConcern(settings.scope, author)) continue
      const data = { author, submission: null, ...assessingOf(author) }
      yield { ...toItem(data, context), ...fingerprints.of(data, 'nothing') }
    }
  }

  async archiveItem({ data }: ArchivingItem<WorkshopItemData>, context: ItemContext): Promise<ItemOutcome> {
    const settings = toWorkshopSettings(context.settings)
    const workshop = await readWorkshop(context)
    const received = await receivedBy(data, workshop, { context, settings })
    const identity = reportIdentity(settings.anonymise, context.pseudonymOf)
    const input: WorkshopReportInput = { ...data, workshop, received, settings, identity }
    return { row: toRow(input), ...(await archiveReport(workshopReport(input), context, settings)) }
  }
}

/** Work whose author is not told belongs to nobody who could be chosen. */
function isOf(author: Participant | null, { scope }: WorkshopSettings): boolean {
  return author === null ? scope.mode !== 'users' && scope.mode !== 'groups' : mayConcern(scope, author)
}

function toItem(
  data: WorkshopItemData,
  { task, settings, pseudonymOf }: ArchivingContext,
): ItemDescription<WorkshopItemData> {
  const { author, submission } = data
  const { anonymise, language, ...patterns } = toWorkshopSettings(settings)
  const identity = reportIdentity(anonymise, pseudonymOf)
  const { unknownPerson } = workshopWords(language)
  const named = author && identity.participant(author)
  const submissionId = submission === null ? '' : identity.id('submission', submission.id)
  const key =
    submission === null ? `nothing-${author === null ? '' : identity.userId(author)}` : `submission-${submissionId}`
  return {
    key,
    ...(submission && { scopeId: submission.id }),
    title: named?.fullName ?? unknownPerson,
    ...workshopNames.itemNames(patterns, task.activity, {
      submissionid: submissionId,
      submissiontitle: anonymise ? '' : (submission?.title ?? ''),
      ...(named ? personValues(named) : { ...noPerson, lastname: unknownPerson }),
      ...momentValues(submission?.modifiedAt ?? submission?.createdAt ?? null, patterns.timeZone),
    }),
    data,
  }
}

const noPerson = { username: '', firstname: '', idnumber: '', groupids: '', groupidnumbers: '', groupnames: '' }

async function receivedBy(
  { submission }: WorkshopItemData,
  workshop: Workshop,
  { context, settings }: { readonly context: ItemContext; readonly settings: WorkshopSettings },
): Promise<WorkshopReportInput['received']> {
  if (!submission || !settings.sections.has('assessments')) return { assessments: [], serviceAnswers: [] }
  return await workshopsOf(context.source).getAssessments(workshop, submission.id, context.signal)
}

function toRow({
  workshop,
  author,
  submission,
  received,
  assessingGrade,
  settings,
  identity,
}: WorkshopReportInput): ItemOutcome['row'] {
  const { sections, anonymise } = settings
  const percent = submission?.overridePercent ?? submission?.gradePercent ?? null
  const showsGrade = sections.has('grade')
  return {
    submission_id: anonymise ? null : (submission?.id ?? null),
    ...(author ? participantRow(identity.participant(author), anonymise) : {}),
    state: submission ? 'submitted' : 'nothing_submitted',
    submitted: submission?.createdAt ?? null,
    modified: submission?.modifiedAt ?? null,
    late: submission?.late ?? null,
    grade: showsGrade && percent !== null ? (percent / 100) * workshop.maxSubmissionGrade : null,
    max_grade: showsGrade ? workshop.maxSubmissionGrade : null,
    assessing_grade: sections.has('assessing') ? assessingGrade : null,
    max_assessing_grade: sections.has('assessing') ? workshop.maxAssessmentGrade : null,
    assessments: sections.has('assessments') ? received.assessments.length : null,
    files_submitted: submission?.attachments.length ?? null,
  }
}

function readWorkshop({ task, source, signal }: ArchivingContext): Promise<Workshop> {
  const { courseId, activityId } = task.activity
  return workshopsOf(source).getWorkshop(courseId, activityId, signal)
}

function workshopsOf({ workshops }: ActivitySource): WorkshopSource {
  return requireSourcePart(workshops, 'workshops')
}
