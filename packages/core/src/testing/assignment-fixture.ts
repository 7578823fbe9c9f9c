import type { ItemContext, WriteArtifactRequest } from '../driver/archiving-context.ts'
import type { DriverHost } from '../driver/driver-host.ts'
import type { LocalizedText } from '../driver/settings-definition.ts'
import { validateSettings } from '../driver/validate-settings.ts'
import { AssessmentArchiver } from '../drivers/assessment/assessment-archiver.ts'
import { assessmentSettings } from '../drivers/assessment/assessment-settings.ts'
import type { AssessmentItem } from '../drivers/assessment/list-submission-items.ts'
import { ArchivingError } from '../errors/index.ts'
import type { ActivitySource, FileReference, Participant } from '../sources/activity-source.ts'
import type {
  Assignment,
  AttemptResult,
  PersonState,
  PluginPart,
  Submission,
  SubmissionAttempt,
  SubmissionList,
  SubmissionPerson,
} from '../sources/assignment-source.ts'
import { runningTask } from './running-task.ts'

/** An assignment of points; anything may be given. */
export function assignmentWith(overrides: Partial<Assignment> = {}): Assignment {
  return {
    id: 3,
    courseId: 7,
    courseModuleId: 42,
    name: 'Essay 1',
    introHtml: '<p>Write about <b>stars</b>.</p>',
    introFiles: [],
    additionalFiles: [],
    instructionsHtml: '',
    instructionFiles: [],
    opensAt: null,
    dueAt: '2026-10-20T22:00:00.000Z',
    cutOffAt: null,
    gradingDueAt: null,
    timeLimitSeconds: null,
    grading: { kind: 'points', maxGrade: 100 },
    acceptsSubmissions: true,
    draftsAreConfirmed: true,
    statementRequired: false,
    teams: null,
    blindMarking: false,
    identitiesHidden: false,
    gradersHidden: false,
    markingWorkflow: false,
    markingAllocation: false,
    maxAttempts: null,
    reopened: 'manually',
    plugins: [
      { kind: 'submission', plugin: 'onlinetext', enabled: true, settings: {} },
      { kind: 'feedback', plugin: 'editpdf', enabled: false, settings: {} },
    ],
    modifiedAt: '2026-10-01T08:00:00.000Z',
    otherFacts: {},
    ...overrides,
  }
}

/** A participant as the site knows them. */
export function participantWith(userId: number, firstName: string, lastName: string): Participant {
  return {
    userId,
    userName: `${firstName.toLowerCase()}${userId}`,
    firstName,
    lastName,
    fullName: `${firstName} ${lastName}`,
    idNumber: `26-${userId}`,
    email: `${firstName.toLowerCase()}@example.edu`,
    groups: [{ id: 2, name: 'Group Two', idNumber: 'G2' }],
    enrolled: true,
  }
}

export function personOf(participant: Participant): SubmissionPerson {
  return { id: `user-${participant.userId}`, shownName: participant.fullName, participant, participantNumber: null }
}

/** Someone while identities are hidden. */
export function hiddenPerson(number: number): SubmissionPerson {
  return {
    id: `participant-${number}`,
    shownName: `Participant ${number}`,
    participant: null,
    participantNumber: number,
  }
}

/** The state of a person; ungraded unless told otherwise. */
export function stateOf(person: SubmissionPerson, overrides: Partial<PersonState> = {}): PersonState {
  return {
    person,
    state: 'submitted',
    grade: null,
    gradingState: 'notgraded',
    extendedTo: null,
    locked: false,
    workflowState: '',
    allocatedMarker: null,
    ...overrides,
  }
}

/** An attempt that was handed in, with an online text. */
export function attemptWith(overrides: Partial<SubmissionAttempt> = {}): SubmissionAttempt {
  return {
    number: 1,
    submissionId: 71,
    latest: true,
    state: 'submitted',
    createdAt: '2026-10-19T10:00:00.000Z',
    modifiedAt: '2026-10-19T12:00:00.000Z',
    startedAt: null,
    lateBySeconds: null,
    parts: [textPart('<p>What I wrote.</p>')],
    comments: [],
    results: [],
    ...overrides,
  }
}

export function textPart(html: string, files: readonly FileReference[] = []): PluginPart {
  const text = { name: 'onlinetext', description: 'Online text submissions', html }
  return { plugin: 'onlinetext', name: 'Online text', texts: html === '' ? [] : [text], files }
}

/** A file of a plugin, by its path: `/sources/notes.txt`. */
export function fileOf(component: string, area: string, path: string, sizeBytes = text.byteLength): FileReference {
  const [, folder = '/', fileName = ''] = /^(.*\/)([^/]+)$/u.exec(path) ?? []
  const address = `${siteUrl}/webservice/pluginfile.php/40/${component}/${area}/71${path}`
  return { area, fileName, folder, sizeBytes, mediaType: 'text/plain', address }
}

/** A grade of 58 by a marker, with a feedback comment. */
export function resultFor(personId: string, overrides: Partial<AttemptResult> = {}): AttemptResult {
  const comment = { name: 'comments', description: 'Feedback comments', html: '<p>Well argued.</p>' }
  return {
    personId,
    grade: {
      grade: 58,
      marker: { userId: 3, fullName: 'Anna Marker' },
      gradedAt: '2026-11-01T09:00:00.000Z',
      attemptNumber: 1,
    },
    displayHtml: '58.00&nbsp;/&nbsp;100.00',
    feedback: [{ plugin: 'comments', name: 'Feedback comments', texts: [comment], files: [] }],
    ...overrides,
  }
}

/** What one person handed in; graded with 58 unless told otherwise. */
export function personSubmission(
  person: SubmissionPerson,
  attempts: readonly SubmissionAttempt[] = [attemptWith({ results: [resultFor(person.id)] })],
  overrides: Partial<Omit<Submission, 'entry' | 'attempts'>> & { readonly state?: Partial<PersonState> } = {},
): Submission {
  const latest = attempts.at(-1)
  const { state: stateOverrides, ...others } = overrides
  const grade = latest?.results[0]?.grade ?? null
  return {
    entry: {
      kind: 'person',
      ...stateOf(person, { grade, gradingState: grade ? 'graded' : 'notgraded', ...stateOverrides }),
      id: person.id,
      state: latest?.state ?? 'none',
      attemptNumber: latest?.number ?? null,
      submissionId: latest?.submissionId ?? null,
      modifiedAt: latest?.modifiedAt ?? null,
    },
    dueAt: '2026-10-20T22:00:00.000Z',
    attempts,
    unread: [],
    serviceAnswers: [
      { function: 'mod_assign_get_submission_status', arguments: { assignid: 3 }, normalised: [], answer: {} },
    ],
    ...others,
  }
}

const siteUrl = 'https://moodle.test'
const text = new TextEncoder().encode('A file that was handed in.')

/** What a source has of an assignment. */
export interface AssignmentOnSite {
  readonly assignment: Assignment
  readonly submissions: readonly Submission[]
  /** Lists that the source refuses. */
  readonly refuses?: readonly SubmissionList[]
}

/** What became of an item. */
export interface ArchivedSubmission extends AssessmentItem {
  readonly row: Readonly<Record<string, unknown>>
  readonly remarks: readonly string[]
  /** Everything that the report tells, as JSON. */
  readonly document: string
  readonly record: string
  /** What lies beside the report, and the report itself. */
  readonly paths: readonly string[]
}

/** Archives an assignment with the driver itself; the source is hand-made, and nothing is set or written to disk. */
export async function archiveAssignment(
  site: AssignmentOnSite,
  given: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly items: readonly ArchivedSubmission[]; readonly description: string; readonly log: string }> {
  const log: string[] = []
  const driver = new AssessmentArchiver(host)
  const settings = validateSettings(assessmentSettings, given)
  const context = { ...contextFor(site, log), settings }
  const description = JSON.stringify(await driver.describeActivity(context))
  const items: ArchivedSubmission[] = []
  for await (const listed of driver.listItems(context)) {
    const item: AssessmentItem = JSON.parse(JSON.stringify(listed))
    const written: string[] = []
    const documents: string[] = []
    const outcome = await driver.archiveItem(
      { ...item, path: `${item.folder}/${item.fileName}` },
      { ...context, artifacts: writerOf(item, written), typesetter: typesetterOf(documents) },
    )
    items.push({
      ...item,
      row: outcome.row,
      remarks: outcome.remarks.map(({ severity, message }) => `${severity}: ${message}`),
      record: JSON.stringify(outcome.record),
      document: documents.join('\n'),
      paths: written,
    })
  }
  return { items, description, log: log.join('\n') }
}

function contextFor(site: AssignmentOnSite, log: string[]): Omit<ItemContext, 'artifacts' | 'typesetter' | 'settings'> {
  const keep = (said: string | LocalizedText): void => void log.push(typeof said === 'string' ? said : said.en)
  return {
    task,
    source: sourceOf(site),
    signal: new AbortController().signal,
    log: { info: keep, warn: keep },
    pseudonymOf: (subject) => `P${subject.replaceAll(/\D/gu, '')}-${subject.split(' ', 1)[0] ?? ''}`,
  }
}

function writerOf({ fileName }: AssessmentItem, written: string[]): ItemContext['artifacts'] {
  return {
    async write({ placement, content }: WriteArtifactRequest) {
      const path =
        placement.kind === 'beside'
          ? `${fileName}${placement.suffix}`
          : `attachments/${placement.path}`.replaceAll(/\/+/gu, '/')
      let sizeBytes = 0
      if (content instanceof Uint8Array) sizeBytes = content.byteLength
      else for await (const chunk of content) sizeBytes += chunk.byteLength
      written.push(path)
      return { path, pathFromReport: path, sha256: 'ab'.repeat(32), sizeBytes }
    },
  }
}

function typesetterOf(documents: string[]): ItemContext['typesetter'] {
  return {
    typeset: async ({ document, source: { json } }) => {
      documents.push(JSON.stringify(document))
      return { pdf: json, pages: 1, notes: [], formulas: new Map() }
    },
    describe: async () => [],
    [Symbol.asyncDispose]: async () => {},
  }
}

function sourceOf({ assignment, submissions, refuses = [] }: AssignmentOnSite): ActivitySource {
  return {
    describe: async () => ({
      kind: 'test',
      siteName: 'Test Moodle',
      siteUrl,
      release: '4.5',
      language: 'en',
      userId: 2,
      userName: 'teacher',
      userFullName: 'A Teacher',
    }),
    listCourses: async () => [],
    listActivities: async () => [],
    async *listParticipants() {},
    listGroups: async () => [],
    async openFile() {
      const content = (async function* () {
        yield text
      })()
      return { fileName: 'x', mediaType: 'text/plain', sizeBytes: text.byteLength, sha1: null, content }
    },
    assignments: {
      getAssignment: async () => assignment,
      async *listSubmissions(_assignment, options) {
        for (const list of refuses)
          options?.onRefused?.(list, new ArchivingError('source_denied', `You may not see the list of ${list}.`))
        for (const { entry } of submissions) yield entry
      },
      async getSubmission(_assignment, entryId) {
        const found = submissions.find(({ entry }) => entry.id === entryId)
        if (found) return found
        throw new ArchivingError('source_missing', 'There is no such submission.')
      },
    },
    async [Symbol.asyncDispose]() {},
  }
}

const unused = (): never => {
  throw new Error('The driver is asked directly; no task is made.')
}

const host: DriverHost = {
  tasksOf: unused,
  createTask: unused,
  executeTask: unused,
  abortTask: unused,
  getTask: unused,
  getTaskStatus: unused,
}

const task = runningTask('assessment', 'assign', 'Essay 1')
