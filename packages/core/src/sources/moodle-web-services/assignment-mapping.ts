import type {
  Assignment,
  AssignmentGrading,
  AssignmentPlugin,
  AssignmentTeams,
  GradeGiven,
  Marker,
  PluginPart,
  SubmissionState,
} from '../assignment-source.ts'
import type { FileReference } from '../source-records.ts'
import type { AssignmentAnswer, AssignmentFile, GradeRow, PluginAnswer } from './answers/assignment-answers.ts'

/** An assignment from Moodle's record. */
export function toAssignment(record: AssignmentAnswer): Assignment {
  return {
    id: record.id,
    courseId: record.course,
    courseModuleId: record.cmid,
    name: record.name,
    introHtml: record.intro,
    introFiles: toFiles('intro', record.introfiles),
    additionalFiles: toFiles('introattachment', record.introattachments),
    instructionsHtml: record.activity,
    instructionFiles: toFiles('activityattachment', record.activityattachments),
    opensAt: record.allowsubmissionsfromdate,
    dueAt: record.duedate,
    cutOffAt: record.cutoffdate,
    gradingDueAt: record.gradingduedate,
    timeLimitSeconds: record.timelimit ? record.timelimit : null,
    grading: toGrading(record.grade),
    acceptsSubmissions: !record.nosubmissions,
    draftsAreConfirmed: record.submissiondrafts,
    statementRequired: record.requiresubmissionstatement,
    teams: toTeams(record),
    blindMarking: record.blindmarking,
    identitiesHidden: record.blindmarking && !record.revealidentities,
    gradersHidden: record.hidegrader,
    markingWorkflow: record.markingworkflow,
    markingAllocation: record.markingallocation,
    maxAttempts: record.maxattempts < 0 ? null : record.maxattempts,
    reopened: reopenMethods[record.attemptreopenmethod] ?? 'never',
    plugins: toAssignmentPlugins(record.configs),
    modifiedAt: record.timemodified,
    otherFacts: record.otherFacts,
  }
}

/** Moodle's `attemptreopenmethod`; `automatic` is of Moodle 5. */
const reopenMethods: Readonly<Record<string, Assignment['reopened']>> = {
  none: 'never',
  manual: 'manually',
  automatic: 'automatically',
  untilpass: 'until_pass',
}

/** Moodle writes the scale's id as a negative maximum. */
function toGrading(grade: number): AssignmentGrading {
  if (grade > 0) return { kind: 'points', maxGrade: grade }
  return grade < 0 ? { kind: 'scale', scaleId: -grade } : { kind: 'none' }
}

function toTeams(record: AssignmentAnswer): AssignmentTeams | null {
  if (!record.teamsubmission) return null
  return {
    allMembersMustSubmit: record.requireallteammemberssubmit,
    groupingId: record.teamsubmissiongroupingid ? record.teamsubmissiongroupingid : null,
    groupRequired: record.preventsubmissionnotingroup,
  }
}

const pluginKinds: Readonly<Record<string, AssignmentPlugin['kind']>> = {
  assignsubmission: 'submission',
  assignfeedback: 'feedback',
}

function toAssignmentPlugins(configs: AssignmentAnswer['configs']): readonly AssignmentPlugin[] {
  const plugins = new Map<string, { kind: AssignmentPlugin['kind']; plugin: string; settings: Map<string, string> }>()
  for (const { plugin, subtype, name, value } of configs) {
    const kind = pluginKinds[subtype]
    if (!kind) continue
    const key = `${kind} ${plugin}`
    const known = plugins.get(key) ?? { kind, plugin, settings: new Map() }
    plugins.set(key, known)
    known.settings.set(name, value)
  }
  return [...plugins.values()].map(({ kind, plugin, settings }) => ({
    kind,
    plugin,
    enabled: settings.get('enabled') === '1',
    settings: Object.fromEntries([...settings].filter(([name]) => name !== 'enabled')),
  }))
}

function toFiles(area: string, files: readonly AssignmentFile[]): readonly FileReference[] {
  return files.map((file) => ({
    area,
    fileName: file.filename,
    folder: file.filepath,
    sizeBytes: file.filesize,
    mediaType: file.mimetype,
    address: file.fileurl,
    modifiedAt: file.timemodified,
  }))
}

/**
 * What plugins hold, whatever plugins they are. Those that hold nothing are left out; submission comments are read by
 * another function.
 */
export function toPluginParts(plugins: readonly PluginAnswer[]): readonly PluginPart[] {
  return plugins
    .map((plugin) => ({
      plugin: plugin.type,
      name: plugin.name,
      texts: plugin.editorfields
        .filter(({ text }) => text !== '')
        .map(({ name, description, text }) => ({ name, description, html: text })),
      files: plugin.fileareas.flatMap(({ area, files }) => toFiles(area, files)),
    }))
    .filter(({ texts, files }) => texts.length > 0 || files.length > 0)
}

const states: Readonly<Record<string, SubmissionState>> = {
  new: 'new',
  draft: 'draft',
  submitted: 'submitted',
  reopened: 'reopened',
}

/** Moodle's `status` of a submission. One that we do not know means that something is there, not that it was handed in. */
export function toSubmissionState(status: string): SubmissionState {
  return status === '' ? 'none' : (states[status] ?? 'draft')
}

/** A row of grades; Moodle writes -1 where there is feedback and no grade. */
export function toGradeGiven(row: GradeRow, markerOf: (userId: number) => Marker | null): GradeGiven {
  const grade = row.grade ?? null
  return {
    grade: grade === null || grade < 0 ? null : grade,
    marker: row.grader ? markerOf(row.grader) : null,
    gradedAt: row.timemodified,
    attemptNumber: row.attemptnumber + 1,
  }
}

/**
 * Whether a grade was given with a rubric or marking guide. Moodle puts a no-break space on both sides of the slash of
 * its own display of points, and none in what a grading form shows.
 */
export function isShownByGradingForm(displayHtml: string): boolean {
  return displayHtml.includes('gradingform_') || /[\d.,\u066B]+ \/ [\d.,\u066B]+\s*$/.test(displayHtml)
}
