import { ActivityArchiver } from '../../driver/activity-archiver.ts'
import { requireSourcePart } from '../../driver/require-source-part.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemOutcome,
} from '../../driver/archiving-context.ts'
import { ArchivingError } from '../../errors/index.ts'
import { activityDescription, archiveReport, chooseEntries, reportIdentity } from '../../reporting/index.ts'
import type { ActivitySource } from '../../sources/activity-source.ts'
import type { Assignment, AssignmentSource, ListSubmissionsOptions } from '../../sources/assignment-source.ts'
import { assessmentNames, submissionNames } from './assessment-names.ts'
import {
  assessmentPresets,
  assessmentSettings,
  toAssessmentSettings,
  type AssessmentSettings,
} from './assessment-settings.ts'
import { assessmentWords } from './assessment-words.ts'
import { assignmentFacts, assignmentReport, repeatedAssignment } from './assignment-report.ts'
import {
  isInScope,
  reportsOf,
  type AssessmentItem,
  type AssessmentItemData,
  type ChosenReport,
} from './list-submission-items.ts'
import { peopleShown } from './people-shown.ts'
import { reportName } from './names-shown.ts'
import { assignmentFingerprint, withFingerprints } from './submission-fingerprints.ts'
import { submissionReport } from './submission-report.ts'
import { submissionColumns } from './submission-row.ts'
import { latestNumberOf, submissionView } from './submission-view.ts'

type SubmissionData = Extract<AssessmentItemData, { kind: 'submission' }>

/** Archives Moodle assignments: one report an attempt of each person or team, one for each member of a team, and one of the assignment itself. */
export class AssessmentArchiver extends ActivityArchiver<AssessmentItemData> {
  readonly id = 'assessment'
  readonly name = { en: 'Assignment', de: 'Aufgabe' }
  readonly activityKind = 'assign'
  readonly availableTaskSettings = assessmentSettings
  override readonly settingsPresets = assessmentPresets
  readonly itemColumns = submissionColumns

  async describeActivity(context: ArchivingContext): Promise<ActivityDescription> {
    const settings = toAssessmentSettings(context.settings)
    const assignment = await readAssignment(context)
    const facts = assignmentFacts(told(assignment, settings))
    return activityDescription({ name: assignment.name, facts, names: assessmentNames }, context, settings)
  }

  async *listItems(context: ArchivingContext): AsyncGenerator<AssessmentItem> {
    const { source, signal, log } = context
    const settings = toAssessmentSettings(context.settings)
    const { scope, sections, attempts } = settings
    const assignment = await readAssignment(context)
    refuseNamesWhereHidden(assignment, settings)
    if (sections.has('instructions'))
      yield { ...assignmentItem(assignment, settings), ...assignmentFingerprint(assignment) }
    const refused: AssessmentItem[] = []
    const options: ListSubmissionsOptions = {
      ...(scope.mode === 'groups' && { groupIds: scope.ids ?? [] }),
      onRefused: (list, error) => {
        log.warn(error.text)
        refused.push(refusedItem(list, error))
      },
    }
    const kept = repeatedAssignment(told(assignment, settings), assessmentWords(settings.language))
    const listed = assignmentsOf(source).listSubmissions(assignment, options, signal)
    const chosen = chooseEntries(listed, (entry) => isInScope(entry, scope))
    const entries = withFingerprints(chosen, told(assignment, settings), { context, settings })
    for await (const { entry, fingerprint } of entries) {
      for (const report of reportsOf(entry, scope, attempts))
        yield { ...submissionItem(report, kept, context), ...(fingerprint !== undefined && { fingerprint }) }
    }
    yield* refused
  }

  async archiveItem(item: ArchivingItem<AssessmentItemData>, context: ItemContext): Promise<ItemOutcome> {
    const { data } = item
    const settings = toAssessmentSettings(context.settings)
    const words = assessmentWords(settings.language)
    if (data.kind === 'refused')
      return { row: {}, record: null, remarks: [{ severity: 'missing', message: data.message }] }
    if (data.kind === 'assignment') {
      const report = assignmentReport(await readAssignment(context), words)
      return { row: { report: 'assignment' }, ...(await archiveReport(report, context, settings)) }
    }
    return archiveSubmission(data, context, settings)
  }
}

async function archiveSubmission(
  { assignment, entryId, ofTeam, attemptNumber, memberId }: SubmissionData,
  context: ItemContext,
  settings: AssessmentSettings,
): Promise<ItemOutcome> {
  const { source, signal } = context
  const submission = await assignmentsOf(source).getSubmission(assignment, entryId, {
    ...(ofTeam && { resultsOf: memberId === null ? [] : [memberId] }),
    signal,
  })
  const view = submissionView({ assignment, submission }, { attemptNumber, memberId }, settings)
  const { row, ...report } = submissionReport(view, submission.serviceAnswers, {
    settings,
    pseudonymOf: context.pseudonymOf,
  })
  return { row, ...(await archiveReport(report, context, settings)) }
}

function submissionItem(
  { entry: known, member: knownMember, ...choice }: ChosenReport,
  assignment: Assignment,
  { task, settings, pseudonymOf }: ArchivingContext,
): AssessmentItem {
  const { anonymise, language, ...patterns } = toAssessmentSettings(settings)
  const words = assessmentWords(language)
  const { attemptNumber } = choice
  const people = peopleShown(reportIdentity(anonymise, pseudonymOf), assignment.id)
  const entry = people.entry(known)
  const member = knownMember && people.state(knownMember)
  const state = entry.kind === 'person' ? entry : member
  const team = entry.kind === 'team' ? entry : null
  const { submissionId } = known
  const number = latestNumberOf(entry) > 1 ? `, ${words.attempt(attemptNumber)}` : ''
  return {
    key: `${member?.person.id ?? entry.id}-attempt-${attemptNumber}`,
    title: `${reportName({ state, team }, words)}${number}`,
    ...submissionNames(patterns, task.activity, {
      entry,
      person: state?.person ?? null,
      attemptNumber,
      submissionId: submissionId === null ? '' : reportIdentity(anonymise, pseudonymOf).id('submission', submissionId),
      noTeam: words.noTeam,
    }),
    data: { kind: 'submission', assignment, ...choice },
  }
}

function assignmentItem({ name }: Assignment, { language }: AssessmentSettings): AssessmentItem {
  const { assignment } = assessmentWords(language)
  return {
    key: 'assignment',
    title: `${assignment}: ${name}`,
    folder: '',
    fileName: assignment,
    data: { kind: 'assignment' },
  }
}

function refusedItem(list: string, { message }: ArchivingError): AssessmentItem {
  return {
    key: `refused-${list}`,
    title: list,
    folder: 'not readable',
    fileName: list,
    data: { kind: 'refused', list, message },
  }
}

/** Asking for someone by name would tell which number is whose. */
function refuseNamesWhereHidden({ identitiesHidden }: Assignment, { scope }: AssessmentSettings): void {
  if (!identitiesHidden || scope.mode !== 'users') return
  const message =
    'Identities are hidden in this assignment, so people cannot be chosen: the archive would tell whose number is whose. Choose all or groups, or reveal the identities in Moodle first.'
  throw new ArchivingError('settings_invalid', message, { details: { setting: 'scope' } })
}

/** What is left out of the reports stands nowhere else either. */
function told(assignment: Assignment, { sections }: AssessmentSettings): Assignment {
  return sections.has('instructions') ? assignment : { ...assignment, introHtml: '', instructionsHtml: '' }
}

function readAssignment({ task, source, signal }: ArchivingContext): Promise<Assignment> {
  const { courseId, activityId } = task.activity
  return assignmentsOf(source).getAssignment(courseId, activityId, signal)
}

function assignmentsOf({ assignments }: ActivitySource): AssignmentSource {
  return requireSourcePart(assignments, 'assignments')
}
