import { throwIfAborted } from '../../archive/abortable.ts'
import { ArchivingError } from '../../errors/index.ts'
import type { Assignment, AssignmentSource, PersonEntry, Submission } from '../../sources/assignment-source.ts'
import type { ConformanceSite, SiteRequest } from '../driver-conformance/conformance-options.ts'
import { MemorySite, withBatches } from '../driver-conformance/memory-site.ts'

/** A site with one assignment: a text and files of each person, marked. */
export function openAssignmentSite(request: SiteRequest): ConformanceSite {
  const { items, filesPerItem = 1, change, volatile = 'x1', withoutPart } = request
  const site = new MemorySite(request)
  const activity = site.activity('assign', 'Essay on the sea')
  const assignment: Assignment = { ...plainAssignment, name: activity.activityName }
  const submissions = Array.from({ length: items }, (_, index): Submission => {
    const changed = (what: string): boolean => index === 0 && change === what
    const participant = site.participant(index + 1)
    const { userId, fullName } = participant
    const person = { id: `user-${userId}`, shownName: fullName, participant, participantNumber: null }
    const grade = { ...plainGrade, grade: changed('grade') ? 80 : 60 }
    const entry: PersonEntry = { ...plainEntry, id: person.id, submissionId: 300 + index, person, grade }
    const files = Array.from({ length: filesPerItem }, (_, number) =>
      site.file(`essay ${index}-${number}${changed('file') ? ' anew' : ''}`, {
        area: 'submission_files',
        owner: participant,
      }),
    )
    const text = `Waves of entry ${index}${changed('text') ? ', rewritten' : ''}. By ${request.names ? 'me' : fullName}`
    const parts = [
      {
        plugin: 'onlinetext',
        name: 'Online text',
        texts: [{ name: 'onlinetext', description: 'Online text', html: `<p id="yui_${volatile}">${text}</p>` }],
        files: [],
      },
      { plugin: 'file', name: 'File submissions', texts: [], files },
    ]
    const said = changed('feedback') ? 'Very good' : 'Good'
    const comments = { name: 'comments', description: 'Feedback comments', html: `<p id="c${volatile}">${said}</p>` }
    const feedback = [{ plugin: 'comments', name: 'Feedback comments', texts: [comments], files: [] }]
    const results = [{ personId: person.id, grade, displayHtml: `${grade.grade} / 100`, feedback }]
    const attempt = { ...plainAttempt, submissionId: 300 + index, parts, comments: [], results }
    const serviceAnswers = [{ function: 'mod_assign_get_submissions', arguments: {}, normalised: [], answer: { text } }]
    return { entry, dueAt: null, attempts: [attempt], unread: [], serviceAnswers }
  })
  const assignments = assignmentSource(assignment, submissions)
  return {
    source: { ...site.source(), ...(withoutPart ? {} : withBatches({ assignments })) },
    activity,
    items: submissions.map(({ entry, attempts }, index) => ({
      key: `${entry.id}-attempt-1`,
      words: request.names ? [] : [`Waves of entry ${index}`, 'Good'],
      files: hashesOf(attempts.flatMap(({ parts }) => parts.flatMap(({ files }) => files))),
    })),
    people: site.people,
    ids: { items: [], users: site.userIds, groups: [5] },
  }
}

const hashesOf = (files: readonly object[]): readonly string[] =>
  files.map((file) => ('sha256' in file && typeof file.sha256 === 'string' ? file.sha256 : ''))

function assignmentSource(assignment: Assignment, submissions: readonly Submission[]): AssignmentSource {
  return {
    async getAssignment(_courseId, _assignmentId, signal) {
      throwIfAborted(signal)
      return assignment
    },
    async *listSubmissions(_assignment, _options, signal) {
      for (const { entry } of submissions) {
        throwIfAborted(signal)
        yield entry
      }
    },
    async getSubmission(_assignment, entryId, options) {
      throwIfAborted(options?.signal)
      const submission = submissions.find(({ entry }) => entry.id === entryId)
      if (submission) return submission
      throw new ArchivingError('source_missing', 'The site has no such submission.')
    },
  }
}

const plainAssignment: Assignment = {
  id: 3,
  courseId: 7,
  courseModuleId: 33,
  name: '',
  introHtml: '',
  introFiles: [],
  additionalFiles: [],
  instructionsHtml: '',
  instructionFiles: [],
  opensAt: null,
  dueAt: '2026-10-06T00:00:00.000Z',
  cutOffAt: null,
  gradingDueAt: null,
  timeLimitSeconds: null,
  grading: { kind: 'points', maxGrade: 100 },
  acceptsSubmissions: true,
  draftsAreConfirmed: false,
  statementRequired: false,
  teams: null,
  blindMarking: false,
  identitiesHidden: false,
  gradersHidden: false,
  markingWorkflow: false,
  markingAllocation: false,
  maxAttempts: 1,
  reopened: 'never',
  plugins: [],
  modifiedAt: null,
  otherFacts: {},
}

const plainEntry = {
  kind: 'person',
  state: 'submitted',
  attemptNumber: 1,
  modifiedAt: '2026-10-05T11:47:44.000Z',
  gradingState: 'graded',
  extendedTo: null,
  locked: false,
  workflowState: '',
  allocatedMarker: null,
} as const

const plainGrade = {
  marker: { userId: 2, fullName: 'The Marker' },
  gradedAt: '2026-10-07T09:00:00.000Z',
  attemptNumber: 1,
} as const

const plainAttempt = {
  number: 1,
  latest: true,
  state: 'submitted',
  createdAt: '2026-10-05T11:21:44.000Z',
  modifiedAt: '2026-10-05T11:47:44.000Z',
  startedAt: null,
  lateBySeconds: null,
} as const
