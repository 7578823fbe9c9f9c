import type { ItemRemark } from '../../archive/archive-description.ts'
import type { ItemOutcome } from '../../driver/archiving-context.ts'
import { reportIdentity, type ItemReport, type PseudonymOf } from '../../reporting/index.ts'
import type { ServiceAnswer } from '../../sources/activity-source.ts'
import type { AssessmentSettings } from './assessment-settings.ts'
import { assessmentWords, type AssessmentWords } from './assessment-words.ts'
import { peopleIn, peopleShown } from './people-shown.ts'
import { filesOf, ownComponents } from './submission-files.ts'
import { reportName } from './names-shown.ts'
import { submissionFacts } from './submission-facts.ts'
import { submissionData, submissionRow } from './submission-row.ts'
import { submissionSections } from './submission-sections.ts'
import type { SubmissionView } from './submission-view.ts'

/** The report of one attempt, and its row in the lists. */
export function submissionReport(
  view: SubmissionView,
  serviceAnswers: readonly ServiceAnswer[],
  { settings, pseudonymOf }: { readonly settings: AssessmentSettings; readonly pseudonymOf: PseudonymOf },
): ItemReport & Pick<ItemOutcome, 'row'> {
  const words = assessmentWords(settings.language)
  const { assignment, attemptNumber, latestNumber } = view
  const shown = peopleShown(reportIdentity(settings.anonymise, pseudonymOf), assignment.id).view(view)
  const name = reportName(shown, words)
  const row = submissionRow(shown, settings.anonymise)
  return {
    row,
    title: [assignment.name, name, ...(latestNumber > 1 ? [words.attempt(attemptNumber)] : [])].join(' · '),
    author: name,
    keywords: [name, shown.state?.person.participant?.idNumber ?? ''],
    date: view.attempt?.modifiedAt ?? view.grade?.gradedAt ?? null,
    files: filesOf(view),
    ownComponents,
    sourceName: 'submission.json',
    data: submissionData(shown, row),
    remarks: submissionRemarks(view, words),
    people: peopleIn(view),
    serviceAnswers: namedAnswers(answersFor(view, serviceAnswers, settings)),
    compose: (reader) => ({
      facts: submissionFacts(shown, words, reader),
      sections: submissionSections(shown, words, reader),
    }),
  }
}

/** Answers are of all attempts together: they lie beside the latest, and nowhere if earlier ones are left out. */
function answersFor(
  { kind, attemptNumber, latestNumber }: SubmissionView,
  answers: readonly ServiceAnswer[],
  { attempts }: AssessmentSettings,
): readonly ServiceAnswer[] {
  if (attemptNumber !== latestNumber || (attempts === 'latest' && latestNumber > 1)) return []
  // What was handed in stands with the report of the team.
  return kind === 'member' ? answers.filter((answer) => answer.function === statusFunction) : answers
}

const statusFunction = 'mod_assign_get_submission_status'

/** `mod_assign_get_submission_status` gives `submission-status`; a further answer of the same function has a number. */
function namedAnswers(answers: readonly ServiceAnswer[]): ItemReport['serviceAnswers'] {
  const names = answers.map((answer) => answer.function.replace(/^[a-z]+_[a-z]+_(?:get_)?/u, '').replaceAll('_', '-'))
  return answers.map((answer, index) => {
    const name = names[index] ?? ''
    const before = names.slice(0, index).filter((other) => other === name).length
    return { name: before === 0 ? name : `${name}-${before + 1}`, answer }
  })
}

function submissionRemarks(view: SubmissionView, words: AssessmentWords): readonly ItemRemark[] {
  const { kind, unread, grade, attemptNumber, latestNumber, isMissing, shows } = view
  const isLatest = attemptNumber === latestNumber
  const isTold: Readonly<Record<(typeof unread)[number]['part'], boolean>> = {
    // Each earlier attempt has a report of its own, which says that it is missing.
    earlier_attempts: false,
    feedback_not_released: shows.has('feedback') && kind !== 'team' && isLatest,
    feedback_refused: shows.has('feedback') && kind !== 'team' && isLatest,
    feedback_without_submission: shows.has('feedback') && kind !== 'team' && isLatest,
    comments_refused: shows.has('comments') && kind !== 'member',
    comments_incomplete: shows.has('comments') && kind !== 'member',
    grading_form: shows.has('grade') && kind !== 'team' && grade !== null,
  }
  return [
    ...(isMissing ? [{ severity: 'missing', message: words.attemptMissing(attemptNumber) } as const] : []),
    ...unread
      .filter(({ part }) => isTold[part])
      // What no service gives to anyone is no gap of this archive, but must be known.
      .map(
        ({ part }) =>
          ({ severity: part === 'grading_form' ? 'notice' : 'missing', message: words.unread[part] }) as const,
      ),
  ]
}
