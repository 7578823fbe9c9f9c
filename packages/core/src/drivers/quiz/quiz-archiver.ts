import { ActivityArchiver } from '../../driver/activity-archiver.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
} from '../../driver/archiving-context.ts'
import { renderReportHtml } from '../../documents/index.ts'
import { ArchivingError } from '../../errors/index.ts'
import type {
  ActivitySource,
  Participant,
  Quiz,
  QuizAttempt,
  QuizSource,
  ServiceAnswer,
} from '../../sources/activity-source.ts'
import type { AttemptReport } from './attempt-report.ts'
import { attemptIdentity, type AttemptIdentity } from './attempt-identity.ts'
import { createAttemptFiles } from './attempt-files.ts'
import { attemptColumns, toAttemptRow, toRefusedRow } from './attempt-row.ts'
import { chooseAttempts, mayConcern } from './choose-attempts.ts'
import { composeAttemptReport } from './compose-attempt-report.ts'
import { keepServiceAnswer, mayKeepServiceAnswer } from './keep-service-answer.ts'
import { archiveNameFor, attemptNamesFor } from './quiz-names.ts'
import { quizPresets } from './quiz-presets.ts'
import { quizSettings, toQuizSettings } from './quiz-settings.ts'
import { readReview } from './read-review.ts'
import { SayOnce } from './say-once.ts'

/** What is kept of an attempt between listing and archiving. */
export type QuizItemData =
  | {
      readonly kind: 'attempt'
      readonly site: { readonly name: string; readonly url: string }
      readonly quiz: Quiz
      readonly attempt: QuizAttempt
    }
  /** Someone whose attempts the signed-in user may not see. */
  | { readonly kind: 'refused'; readonly participant: Participant; readonly message: string }

/** Archives Moodle quizzes: one report an attempt. */
export class QuizArchiver extends ActivityArchiver<QuizItemData> {
  readonly id = 'quiz'
  readonly name = { en: 'Quiz', de: 'Test' }
  readonly activityKind = 'quiz'
  readonly availableTaskSettings = quizSettings
  override readonly settingsPresets = quizPresets
  readonly itemColumns = attemptColumns
  readonly #said = new SayOnce()

  async describeActivity({ task, source, settings, signal }: ArchivingContext): Promise<ActivityDescription> {
    const { activity } = task
    const quiz = await quizzesOf(source).getQuiz(activity.courseId, activity.activityId, signal)
    const { id: _id, courseId: _courseId, courseModuleId: _courseModuleId, otherFacts, ...facts } = quiz
    return {
      title: `${activity.courseShortName} ${activity.courseName}: ${quiz.name}`,
      facts: { ...facts, otherFacts },
      archiveName: archiveNameFor(toQuizSettings(settings), activity, task.startedAt ?? task.createdAt),
      anonymised: toQuizSettings(settings).anonymise,
    }
  }

  async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription<QuizItemData>> {
    const { task, source, settings, signal, log, pseudonymOf } = context
    const { activity } = task
    const { scope, includePreviews, language, anonymise, ...patterns } = toQuizSettings(settings)
    const identity = attemptIdentity(anonymise, pseudonymOf)
    const attemptWord = { en: 'attempt', de: 'Versuch' }[language]
    const { siteName: name, siteUrl: url } = await source.describe(signal)
    const quizzes = quizzesOf(source)
    const quiz = await quizzes.getQuiz(activity.courseId, activity.activityId, signal)
    const refused: ItemDescription<QuizItemData>[] = []
    const onRefused = (participant: Participant, error: ArchivingError): void => {
      if (!mayConcern(scope, participant)) return
      log.warn(`${identity.participant(participant).fullName}: ${error.message}`)
      refused.push(refusedItem(participant, error.message, identity))
    }
    for await (const attempt of chooseAttempts(
      quizzes.listAttempts(quiz, { includePreviews, onRefused }, signal),
      scope,
    )) {
      const participant = identity.participant(attempt.participant)
      const attemptId = identity.attemptId(attempt)
      yield {
        key: `attempt-${attemptId}`,
        title: `${participant.fullName}, ${attemptWord} ${attempt.number}`,
        ...attemptNamesFor(patterns, activity, { ...attempt, attemptId, participant }),
        data: { kind: 'attempt', site: { name, url }, quiz: { ...quiz, introHtml: '', otherFacts: {} }, attempt },
      }
    }
    yield* refused
  }

  async archiveItem(item: ArchivingItem<QuizItemData>, context: ItemContext): Promise<ItemOutcome> {
    const { data } = item
    const { source, settings, signal, task, pseudonymOf } = context
    const { language, timeZone, sections, anonymise, watermark, imageReduction } = toQuizSettings(settings)
    const identity = attemptIdentity(anonymise, pseudonymOf)
    if (data.kind === 'refused') {
      const participant = identity.participant(data.participant)
      const message = `The attempts of ${participant.fullName} are missing: ${data.message}`
      return { row: toRefusedRow(participant, anonymise), record: null, remarks: [{ severity: 'missing', message }] }
    }
    const { participant } = data.attempt
    const { review, refusal } = await readReview(quizzesOf(source), data.attempt, signal)
    const attempt: QuizAttempt = { ...review.attempt, participant: identity.participant(participant) }
    const { courseName, courseShortName } = task.activity
    const report = await composeAttemptReport(
      {
        site: data.site,
        course: { name: courseName, shortName: courseShortName },
        quiz: data.quiz,
        attempt,
        review,
        ...(refusal === undefined ? {} : { refusal }),
        overallFeedbackHtml: review.summary.find((row) => row.id === 'feedback')?.contentHtml ?? '',
        options: {
          language,
          timeZone,
          sections,
          watermark,
          ...(imageReduction && { imageReduction }),
          ...(anonymise && { anonymise: { participant, pseudonymOf } }),
        },
      },
      createAttemptFiles(context),
    )
    const notes = await writeReport(report, context)
    await this.#keepServiceAnswer(review.serviceAnswer, context)
    for (const type of report.unknownTypes) this.#logOnce(context, unknownTypeMessage(type))
    return {
      row: toAttemptRow({ attempt, review, quiz: data.quiz }, { sections, anonymise }),
      record: report.record,
      remarks: [...report.remarks, ...notes.map((message) => ({ severity: 'notice', message }) as const)],
    }
  }

  async #keepServiceAnswer(answer: ServiceAnswer | null, context: ItemContext): Promise<void> {
    const settings = toQuizSettings(context.settings)
    if (!settings.keepServiceAnswer || !answer) return
    if (mayKeepServiceAnswer(settings)) await keepServiceAnswer(answer, context)
    else this.#logOnce(context, notKeptMessage)
  }

  #logOnce({ task, log }: ItemContext, message: string): void {
    this.#said.once(task.id, message, () => log.info(message))
  }
}

const notKeptMessage =
  'The site’s own answers are not kept beside the reports: they would tell what is left out, or who people are.'

function unknownTypeMessage(type: string): string {
  return `The question type “${type}” is not one of Moodle’s own: what the site gives of it is shown without its own styling.`
}

/** Sets the report and writes its copies. @returns what the typesetter had to mend. */
async function writeReport(report: AttemptReport, context: ItemContext): Promise<readonly string[]> {
  const { artifacts, typesetter, settings, signal } = context
  const { paperSize, htmlCopy } = toQuizSettings(settings)
  const { document, assets } = report
  const json = new TextEncoder().encode(JSON.stringify(report.record))
  const source = { fileName: 'attempt.json', description: 'The data that this report shows', json }
  const { pdf, notes, formulas } = await typesetter.typeset({ document, assets, paperSize, source }, signal)
  await artifacts.write({
    placement: { kind: 'beside', suffix: '.pdf' },
    role: 'report',
    mediaType: 'application/pdf',
    content: pdf,
  })
  if (htmlCopy) {
    await artifacts.write({
      placement: { kind: 'beside', suffix: '.html' },
      role: 'copy',
      mediaType: 'text/html',
      content: new TextEncoder().encode(renderReportHtml(document, assets, formulas)),
    })
  }
  return notes
}

function quizzesOf({ quizzes }: ActivitySource): QuizSource {
  if (quizzes) return quizzes
  throw new ArchivingError('not_supported', 'This source has no quizzes.')
}

function refusedItem(
  participant: Participant,
  message: string,
  identity: AttemptIdentity,
): ItemDescription<QuizItemData> {
  const userId = identity.userId(participant)
  return {
    key: `refused-${userId}`,
    title: identity.participant(participant).fullName,
    folder: 'not readable',
    fileName: `user ${userId}`,
    data: { kind: 'refused', participant, message },
  }
}
