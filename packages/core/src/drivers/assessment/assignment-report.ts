import type { JsonValue } from '../../driver/archiving-context.ts'
import type { ReportPart } from '../../documents/index.ts'
import {
  formatMilliseconds,
  formatNumber,
  stableMarkup,
  toJson,
  type FileToKeep,
  type ItemReport,
  type LinkingPart,
  type ReportReader,
} from '../../reporting/index.ts'
import type { Assignment, AssignmentPlugin } from '../../sources/assignment-source.ts'
import type { AssessmentWords } from './assessment-words.ts'
import { ownComponents } from './submission-files.ts'

/** Longer descriptions are not repeated in each report. */
const longestRepeated = 50_000
const descriptionPart: LinkingPart = { key: 'description', folder: 'description' }

/** The assignment's own report: what was asked for, how it is set up, and its files, once an archive. */
export function assignmentReport(assignment: Assignment, words: AssessmentWords): ItemReport {
  const { name, introFiles, additionalFiles, instructionFiles, modifiedAt } = assignment
  const files: readonly FileToKeep[] = [
    ...introFiles.map((file) => ({ file, folder: 'description' })),
    ...instructionFiles.map((file) => ({ file, folder: 'instructions' })),
    ...additionalFiles.map((file) => ({ file, folder: 'files' })),
  ]
  return {
    title: `${name} · ${words.assignment}`,
    author: '',
    keywords: [words.assignment],
    date: modifiedAt,
    files,
    ownComponents,
    sourceName: 'assignment.json',
    data: { assignment: assignmentFacts(withStableTexts(assignment)) },
    remarks: [],
    people: [],
    serviceAnswers: [],
    compose: (reader) => {
      const all = files.map(({ file }) => file)
      const parts = [
        ...descriptionParts(assignment, words, reader, descriptionPart),
        ...reader.part('attachments', words.additionalFiles, reader.files(all)),
        ...reader.part('attachments', words.linkedFiles, reader.linkedFiles(descriptionPart)),
      ]
      return {
        facts: setUpFacts(assignment, words, reader),
        sections: parts.length === 0 ? [] : [{ number: '', heading: words.assignment, parts }],
      }
    },
  }
}

/** Its texts stand in the report itself; here they must be the same whenever they are read. */
function withStableTexts(assignment: Assignment): Assignment {
  const { introHtml, instructionsHtml } = assignment
  return { ...assignment, introHtml: stableMarkup(introHtml), instructionsHtml: stableMarkup(instructionsHtml) }
}

/** What is told of the assignment as data. Its files are told with its report; ids stand in the archive's description. */
export function assignmentFacts(assignment: Assignment): Readonly<Record<string, JsonValue>> {
  const { id: _id, courseId: _courseId, courseModuleId: _courseModuleId, ...others } = assignment
  const { introFiles: _intro, additionalFiles: _additional, instructionFiles: _instruction, ...facts } = others
  const { grading } = assignment
  const told = { ...facts, ...(grading.kind === 'points' && { maxGrade: grading.maxGrade }) }
  return Object.fromEntries(Object.entries(told).map(([name, fact]) => [name, toJson(fact)]))
}

/**
 * The assignment as it is kept with each of its reports: without its files, and without a description that is too long
 * to be repeated a thousand times.
 */
export function repeatedAssignment(assignment: Assignment, words: AssessmentWords): Assignment {
  const kept = { ...assignment, introFiles: [], additionalFiles: [], instructionFiles: [], otherFacts: {} }
  if (kept.introHtml.length + kept.instructionsHtml.length <= longestRepeated) return kept
  return { ...kept, introHtml: `<p>${words.descriptionElsewhere}</p>`, instructionsHtml: '' }
}

/** What the assignment asks for. */
export function descriptionParts(
  { introHtml, instructionsHtml }: Assignment,
  words: AssessmentWords,
  reader: ReportReader,
  part: LinkingPart,
): readonly ReportPart[] {
  const instructions = reader.html(instructionsHtml, part)
  return [
    ...reader.part('prompt', instructions.length === 0 ? '' : words.description, reader.html(introHtml, part)),
    ...reader.part('prompt', words.instructions, instructions),
  ]
}

function setUpFacts(assignment: Assignment, words: AssessmentWords, reader: ReportReader) {
  const { timeLimitSeconds, teams, blindMarking, identitiesHidden, plugins } = assignment
  const { setUp } = words
  return [
    ...reader.fact(words.opens, reader.moment(assignment.opensAt)),
    ...reader.fact(words.due, reader.moment(assignment.dueAt)),
    ...reader.fact(words.cutOff, reader.moment(assignment.cutOffAt)),
    ...reader.fact(words.gradingDue, reader.moment(assignment.gradingDueAt)),
    ...reader.fact(
      words.timeLimit,
      timeLimitSeconds === null ? '' : formatMilliseconds(timeLimitSeconds * 1_000, words),
    ),
    ...reader.fact(
      setUp.handedInAs,
      assignment.acceptsSubmissions ? pluginsText('submission', plugins, words) : words.noOnlineSubmission,
    ),
    ...reader.fact(setUp.feedbackAs, pluginsText('feedback', plugins, words)),
    ...reader.fact(setUp.maxGrade, maxGradeText(assignment, words)),
    ...reader.fact(setUp.attempts, attemptsText(assignment, words)),
    ...reader.fact(
      setUp.teams,
      teams === null ? '' : teams.allMembersMustSubmit ? setUp.allMustSubmit : setUp.oneMemberSubmits,
    ),
    ...reader.fact(
      setUp.blind,
      blindMarking ? (identitiesHidden ? setUp.identitiesHidden : setUp.identitiesRevealed) : '',
    ),
    ...reader.fact(setUp.graders, assignment.gradersHidden ? setUp.hiddenFromStudents : ''),
    ...reader.fact(setUp.workflow, assignment.markingWorkflow ? setUp.inUse : ''),
  ]
}

function pluginsText(kind: AssignmentPlugin['kind'], plugins: readonly AssignmentPlugin[], { setUp }: AssessmentWords) {
  return plugins
    .filter((plugin) => plugin.kind === kind && plugin.enabled)
    .map(({ plugin }) => setUp.plugins[plugin] ?? plugin)
    .join(', ')
}

function maxGradeText({ grading }: Assignment, words: AssessmentWords): string {
  if (grading.kind === 'points') return formatNumber(grading.maxGrade, 2, words)
  return grading.kind === 'scale' ? words.setUp.scale : words.setUp.ungraded
}

function attemptsText({ maxAttempts, reopened, acceptsSubmissions }: Assignment, { setUp }: AssessmentWords): string {
  if (!acceptsSubmissions) return ''
  return `${maxAttempts === null ? setUp.unlimited : maxAttempts}, ${setUp.reopened[reopened]}`
}
