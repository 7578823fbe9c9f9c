import type { Block, ReportPart, ReportSection } from '../../documents/index.ts'
import { paragraph, type ReportReader } from '../../reporting/index.ts'
import type { PluginPart } from '../../sources/assignment-source.ts'
import type { AssessmentWords } from './assessment-words.ts'
import { gradeText, isFilledForm } from './grade-shown.ts'
import { descriptionParts } from './assignment-report.ts'
import {
  commentsPart,
  displayPart,
  feedbackParts,
  handedInParts,
  linkingPart,
  repeatedDescription,
} from './submission-files.ts'
import { membersTable } from './members-table.ts'
import { teamName } from './names-shown.ts'
import type { SubmissionView } from './submission-view.ts'

/** The body of a report. Sections without content are left out. */
export function submissionSections(
  view: SubmissionView,
  words: AssessmentWords,
  reader: ReportReader,
): readonly ReportSection[] {
  return [
    ...assignmentSection(view, words, reader),
    ...membersSection(view, words, reader),
    ...submissionSection(view, words, reader),
    ...commentsSection(view, words, reader),
    ...gradeSection(view, words, reader),
  ]
}

function assignmentSection({ kind, assignment, shows }: SubmissionView, words: AssessmentWords, reader: ReportReader) {
  if (kind === 'member' || !shows.has('instructions')) return []
  return section(words.assignment, descriptionParts(assignment, words, reader, repeatedDescription))
}

function membersSection(
  { kind, assignment, team, shows }: SubmissionView,
  words: AssessmentWords,
  reader: ReportReader,
) {
  if (kind !== 'team' || !team || team.members.length === 0 || !shows.has('header')) return []
  const table = membersTable(team.members, assignment.teams?.allMembersMustSubmit ?? false, words)
  return section(words.members, reader.part('other', '', [table]))
}

function submissionSection(view: SubmissionView, words: AssessmentWords, reader: ReportReader) {
  const { kind, attempt, team, shows } = view
  if (!shows.has('submission')) return []
  if (kind === 'member')
    return section(words.submission, text(words.inTeamReport(teamName(team?.group ?? null, words)), reader))
  const parts = handedInParts(view).flatMap((part) => pluginParts(part, 'submission', view, { words, reader }))
  const hasContent = attempt?.parts.some(
    ({ texts, files }) => files.length > 0 || texts.some(({ html }) => html !== ''),
  )
  const shown = parts.length > 0 || hasContent ? parts : text(nothingText(view, words), reader)
  const labels = attempt !== null && attempt.lateBySeconds !== null ? { labels: [words.late] } : {}
  return section(words.submission, shown, { ...labels, ...outcomeOf(view, words) })
}

function nothingText({ assignment, attempt, attemptNumber, isMissing }: SubmissionView, words: AssessmentWords) {
  if (isMissing) return words.attemptMissing(attemptNumber)
  if (!assignment.acceptsSubmissions) return words.noOnlineSubmission
  return attempt ? words.nothingSaved : words.nothing
}

function outcomeOf(
  { assignment, attempt, isMissing }: SubmissionView,
  words: AssessmentWords,
): Pick<ReportSection, 'outcome'> {
  if (isMissing || attempt?.state === 'submitted') return {}
  if (attempt) return { outcome: { tone: 'pending', label: words.states[attempt.state] } }
  return assignment.acceptsSubmissions ? { outcome: { tone: 'unanswered', label: words.states.none } } : {}
}

function commentsSection({ kind, attempt, shows }: SubmissionView, words: AssessmentWords, reader: ReportReader) {
  if (kind === 'member' || !shows.has('comments')) return []
  const comments = attempt?.comments ?? []
  return section(words.comments, [
    ...comments.flatMap(({ authorName, writtenAt, html }) =>
      reader.part('comment', words.commentBy(authorName, reader.moment(writtenAt)), reader.html(html, commentsPart)),
    ),
    ...reader.part('attachments', words.linkedFiles, reader.linkedFiles(commentsPart)),
  ])
}

function gradeSection(view: SubmissionView, words: AssessmentWords, reader: ReportReader) {
  const { kind, grade, displayHtml, shows } = view
  if (kind === 'team')
    return shows.has('grade') ? section(words.gradeAndFeedback, text(words.inMemberReports, reader)) : []
  const isGraded = grade !== null && grade.grade !== null
  const form = shows.has('grade') && isFilledForm(displayHtml) ? reader.html(displayHtml, displayPart) : []
  const parts = [
    ...reader.part('comment', words.filledForm, form),
    ...feedbackParts(view).flatMap((part) => pluginParts(part, 'feedback', view, { words, reader })),
  ]
  const mark = shows.has('grade') && isGraded ? { mark: gradeText(view, words) } : {}
  return section(words.gradeAndFeedback, parts, mark)
}

/** Texts and files of a plugin. */
function pluginParts(
  plugin: PluginPart,
  of: 'submission' | 'feedback',
  { shows }: SubmissionView,
  { words, reader }: { readonly words: AssessmentWords; readonly reader: ReportReader },
): readonly ReportPart[] {
  const part = linkingPart(of, plugin)
  const role = of === 'submission' ? 'answer' : 'comment'
  const showsFiles = of === 'feedback' || shows.has('attachments')
  return [
    ...plugin.texts.flatMap(({ description, html }) =>
      reader.part(role, plugin.texts.length > 1 ? description : plugin.name, reader.html(html, part)),
    ),
    ...reader.part(
      'attachments',
      plugin.texts.length > 0 ? words.filesOfText : plugin.name,
      showsFiles ? reader.files(plugin.files) : [],
    ),
    ...reader.part('attachments', words.linkedFiles, reader.linkedFiles(part)),
  ]
}

function section(
  heading: string,
  parts: readonly ReportPart[],
  more: Pick<ReportSection, 'outcome' | 'mark' | 'labels'> = {},
): readonly ReportSection[] {
  return parts.length === 0 ? [] : [{ number: '', heading, ...more, parts }]
}

function text(sentence: string, reader: ReportReader): readonly ReportPart[] {
  const blocks: readonly Block[] = [paragraph(sentence)]
  return reader.part('other', '', blocks)
}
