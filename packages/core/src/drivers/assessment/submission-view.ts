import { ArchivingError } from '../../errors/index.ts'
import type {
  Assignment,
  GradeGiven,
  PersonState,
  PluginPart,
  Submission,
  SubmissionAttempt,
  TeamEntry,
} from '../../sources/assignment-source.ts'
import type { AssessmentSection } from './assessment-sections.ts'
import type { AssessmentSettings } from './assessment-settings.ts'

/** Which attempt of which entry a report is of, and of which member where it is a member's own report. */
export interface SubmissionChoice {
  readonly entryId: string
  readonly ofTeam: boolean
  readonly attemptNumber: number
  /** `SubmissionPerson.id`; null for the report of the entry itself. */
  readonly memberId: string | null
}

/**
 * One attempt as one report tells of it. There are three kinds: of a person; of a team, with what was handed in; of a
 * member of a team, with grade and feedback, which are each member's own and no business of the others.
 */
export interface SubmissionView {
  readonly kind: 'person' | 'team' | 'member'
  readonly assignment: Assignment
  /** Whose grade and feedback it is; null in the report of a team. */
  readonly state: PersonState | null
  readonly team: TeamEntry | null
  readonly attemptNumber: number
  /** Number of the latest attempt. */
  readonly latestNumber: number
  /** Null if nothing was ever saved, or the site does not give this attempt. */
  readonly attempt: SubmissionAttempt | null
  /** An earlier attempt that the site does not give. */
  readonly isMissing: boolean
  readonly dueAt: string | null
  readonly grade: GradeGiven | null
  /** Where marking stands, told of the latest attempt only; empty otherwise. */
  readonly markingState: string
  /** The grade in the site's words. */
  readonly displayHtml: string
  readonly feedback: readonly PluginPart[]
  readonly unread: Submission['unread']
  /** Sections that this report shows: those of the settings, less a grade that may not be told yet. */
  readonly shows: ReadonlySet<AssessmentSection>
}

/**
 * What a report tells of a submission.
 *
 * @throws ArchivingError `source_missing` if a member has left the team since the submissions were listed.
 */
export function submissionView(
  { assignment, submission }: { readonly assignment: Assignment; readonly submission: Submission },
  { attemptNumber, memberId }: Pick<SubmissionChoice, 'attemptNumber' | 'memberId'>,
  { sections }: Pick<AssessmentSettings, 'sections'>,
): SubmissionView {
  const { entry, attempts, dueAt, unread } = submission
  const team = entry.kind === 'team' ? entry : null
  const state = entry.kind === 'person' ? entry : memberId === null ? null : memberOf(entry, memberId)
  const latestNumber = latestNumberOf(entry)
  const isLatest = attemptNumber === latestNumber
  const found = attempts.find(({ number }) => number === attemptNumber)
  // A row that reading has made says no more than none.
  const attempt = found && isBegun(found) ? found : null
  const result = found?.results.find(({ personId }) => personId === state?.person.id)
  return {
    kind: team === null ? 'person' : state === null ? 'team' : 'member',
    assignment,
    state,
    team,
    attemptNumber,
    latestNumber,
    attempt,
    isMissing: !found && !isLatest,
    dueAt,
    grade: result?.grade ?? (isLatest ? (state?.grade ?? null) : null),
    markingState: isLatest && state ? state.workflowState || state.gradingState : '',
    displayHtml: result?.displayHtml ?? '',
    feedback: result?.feedback ?? [],
    unread: unread.filter(({ personId }) => personId === null || personId === state?.person.id),
    shows: sectionsOf(sections, { assignment, state }),
  }
}

/** Number of an entry's latest attempt; 1 if there is none. */
export function latestNumberOf({ attemptNumber }: Submission['entry']): number {
  return attemptNumber ?? 1
}

function memberOf({ members }: TeamEntry, memberId: string): PersonState {
  const member = members.find(({ person }) => person.id === memberId)
  if (member) return member
  throw new ArchivingError(
    'source_missing',
    'This person is no longer a member of the team. Archive again to list it anew.',
  )
}

function isBegun({ state }: SubmissionAttempt): boolean {
  return state !== 'none' && state !== 'new'
}

/** Where a copy is for students, grades that are not released yet are left out. */
function sectionsOf(
  sections: ReadonlySet<AssessmentSection>,
  { assignment, state }: Pick<SubmissionView, 'assignment' | 'state'>,
): ReadonlySet<AssessmentSection> {
  const released = !assignment.markingWorkflow || state === null || state.workflowState === 'released'
  if (released || sections.has('unreleased')) return sections
  const aboutGrade: ReadonlySet<AssessmentSection> = new Set(['grade', 'feedback', 'grader', 'marking'])
  return new Set([...sections].filter((section) => !aboutGrade.has(section)))
}
