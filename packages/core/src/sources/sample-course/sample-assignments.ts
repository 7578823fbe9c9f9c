import { ArchivingError } from '../../errors/index.ts'
import type {
  Assignment,
  AssignmentSource,
  GradeGiven,
  PersonEntry,
  PluginPart,
  Submission,
  SubmissionAttempt,
} from '../assignment-source.ts'
import type { Participant } from '../source-records.ts'
import { assignmentName, sampleAssignmentId, sampleCourseId, sampleDates } from './sample-course.ts'
import { filesOf } from './sample-files.ts'
import type { Say } from './sample-language.ts'
import { sampleMarker, samplePeople } from './sample-people.ts'
import { sampleSubmissions, type SampleSubmission } from './sample-submissions.ts'

const maxGrade = 100

/** The sample assignment. */
export function createSampleAssignments(say: Say, siteUrl: string): AssignmentSource {
  const submissions = sampleSubmissions(say)
  const people = samplePeople(say)
  const entries = people.flatMap((person) => {
    const submission = submissions.find(({ userId }) => userId === person.userId)
    return submission ? [{ person, submission, entry: toEntry(person, submission) }] : []
  })
  return {
    async getAssignment(courseId, assignmentId) {
      if (courseId === sampleCourseId && assignmentId === sampleAssignmentId)
        return await Promise.resolve(assignment(say))
      throw missing()
    },
    async *listSubmissions(_assignment, { groupIds } = {}, signal) {
      for (const { person, entry } of entries) {
        signal?.throwIfAborted()
        const isWanted = !groupIds || person.groups.some(({ id }) => groupIds.includes(id))
        if (isWanted) yield entry
      }
    },
    async getSubmission(_assignment, entryId) {
      const found = entries.find(({ entry }) => entry.id === entryId)
      if (found) return await Promise.resolve(toSubmission({ say, siteUrl }, found.submission, found.entry))
      throw missing()
    },
  }
}

function missing(): ArchivingError {
  return new ArchivingError('source_missing', 'The sample course does not have what was asked for.')
}

function assignment(say: Say): Assignment {
  return {
    id: sampleAssignmentId,
    courseId: sampleCourseId,
    courseModuleId: 12,
    name: assignmentName(say),
    introHtml: say('<p>Watch one tree for ten weeks.</p>', '<p>Beobachten Sie zehn Wochen lang einen Baum.</p>'),
    introFiles: [],
    additionalFiles: [],
    instructionsHtml: '',
    instructionFiles: [],
    opensAt: sampleDates.starts,
    dueAt: sampleDates.journalDue,
    cutOffAt: null,
    gradingDueAt: null,
    timeLimitSeconds: null,
    grading: { kind: 'points', maxGrade },
    acceptsSubmissions: true,
    draftsAreConfirmed: true,
    statementRequired: false,
    teams: null,
    blindMarking: false,
    identitiesHidden: false,
    gradersHidden: false,
    markingWorkflow: false,
    markingAllocation: false,
    maxAttempts: 1,
    reopened: 'never',
    plugins: [
      { kind: 'submission', plugin: 'onlinetext', enabled: true, settings: {} },
      { kind: 'submission', plugin: 'file', enabled: true, settings: { maxfilesubmissions: '3' } },
      { kind: 'feedback', plugin: 'comments', enabled: true, settings: {} },
    ],
    modifiedAt: sampleDates.starts,
    otherFacts: {},
  }
}

function toEntry(participant: Participant, { userId, state, modifiedAt, marked }: SampleSubmission): PersonEntry {
  const id = `user-${userId}`
  const saved = state !== 'none'
  return {
    kind: 'person',
    id,
    person: { id, shownName: participant.fullName, participant, participantNumber: null },
    state,
    attemptNumber: saved ? 1 : null,
    submissionId: saved ? 500 + userId : null,
    modifiedAt,
    grade: marked && toGrade(marked.grade),
    gradingState: marked ? 'graded' : 'notgraded',
    extendedTo: null,
    locked: false,
    workflowState: '',
    allocatedMarker: null,
  }
}

function toGrade(grade: number): GradeGiven {
  return { grade, marker: sampleMarker, gradedAt: sampleDates.graded, attemptNumber: 1 }
}

interface Place {
  readonly say: Say
  readonly siteUrl: string
}

function toSubmission(place: Place, submission: SampleSubmission, entry: PersonEntry): Submission {
  const attempts = entry.submissionId === null ? [] : [toAttempt(place, submission, entry)]
  return { entry, dueAt: sampleDates.journalDue, attempts, unread: [], serviceAnswers: [] }
}

function toAttempt({ say, siteUrl }: Place, submission: SampleSubmission, entry: PersonEntry): SubmissionAttempt {
  const { state, modifiedAt, lateBySeconds, text, marked } = submission
  const files = filesOf(siteUrl, submission)
  return {
    number: 1,
    submissionId: entry.submissionId ?? 0,
    latest: true,
    state,
    createdAt: modifiedAt,
    modifiedAt,
    startedAt: null,
    lateBySeconds,
    parts: [
      textPart('onlinetext', say('Online text', 'Texteingabe online'), text),
      { plugin: 'file', name: say('File submissions', 'Dateiabgabe'), texts: [], files },
    ],
    comments: [],
    results: marked
      ? [
          {
            personId: entry.id,
            grade: entry.grade,
            displayHtml: `${marked.grade.toFixed(1)} / ${maxGrade.toFixed(1)}`,
            feedback: [textPart('comments', say('Feedback comments', 'Feedback als Kommentar'), marked.feedback)],
          },
        ]
      : [],
  }
}

function textPart(plugin: string, name: string, html: string): PluginPart {
  return { plugin, name, texts: [{ name: plugin, description: name, html }], files: [] }
}
