import { ActivityArchiver } from '../../driver/activity-archiver.ts'
import { requireSourcePart } from '../../driver/require-source-part.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
} from '../../driver/archiving-context.ts'
import type { LocalizedText } from '../../driver/settings-definition.ts'
import type { ArchivingError } from '../../errors/index.ts'
import { activityDescription } from '../../reporting/activity-description.ts'
import { keepServiceAnswer, mayKeepServiceAnswers } from '../../reporting/keep-service-answer.ts'
import { localized } from '../../reporting/localized.ts'
import { participantRow } from '../../reporting/participant-row.ts'
import { notices } from '../../reporting/remarks.ts'
import { createReportFiles } from '../../reporting/report-files.ts'
import { reportIdentity, type ReportIdentity } from '../../reporting/report-identity.ts'
import { SayOnce } from '../../reporting/say-once.ts'
import { mayConcern } from '../../reporting/scope.ts'
import { writeReport } from '../../reporting/write-report.ts'
import type {
  ActivitySource,
  Participant,
  Quiz,
  QuizAttempt,
  QuizSource,
  ServiceAnswer,
} from '../../sources/activity-source.ts'
import { attemptFingerprint } from './attempt-fingerprint.ts'
import { attemptColumns, toAttemptRow } from './attempt-row.ts'
import { chooseAttempts } from './choose-attempts.ts'
import { composeAttemptReport } from './compose-attempt-report.ts'
import { attemptNamesFor, quizNames } from './quiz-names.ts'
import { quizPresets } from './quiz-presets.ts'
import { quizSettings, toQuizSettings } from './quiz-settings.ts'
import { readReview } from './read-review.ts'

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

  async describeActivity(context: ArchivingContext): Promise<ActivityDescription> {
    const { task, source, signal } = context
    const { activity } = task
    const quiz = await quizzesOf(source).getQuiz(activity.courseId, activity.activityId, signal)
    // When it was changed stands among the other facts, by the name that the site gives it.
    const { id: _id, courseId: _course, courseModuleId: _module, modifiedAt: _modified, otherFacts, ...facts } = quiz
    return activityDescription(
      { name: quiz.name, facts: { ...facts, otherFacts }, names: quizNames },
      context,
      toQuizSettings(context.settings),
    )
  }

  async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription<QuizItemData>> {
    const { task, source, settings, signal, log, pseudonymOf } = context
    const { activity } = task
    const { scope, includePreviews, language, anonymise, ...patterns } = toQuizSettings(settings)
    const identity = reportIdentity(anonymise, pseudonymOf)
    const attemptWord = { en: 'attempt', de: 'Versuch' }[language]
    const { siteName: name, siteUrl: url } = await source.describe(signal)
    const quizzes = quizzesOf(source)
    const whole = await quizzes.getQuiz(activity.courseId, activity.activityId, signal)
    const quiz: Quiz = { ...whole, introHtml: '', otherFacts: {} }
    const refused: ItemDescription<QuizItemData>[] = []
    const onRefused = (participant: Participant, error: ArchivingError): void => {
      if (!mayConcern(scope, participant)) return
      const { fullName } = identity.participant(participant)
      const { en, de = en } = error.text
      log.warn(localized(`${fullName}: ${en}`, `${fullName}: ${de}`))
      refused.push(refusedItem(participant, error.message, identity))
    }
    for await (const attempt of chooseAttempts(
      quizzes.listAttempts(quiz, { includePreviews, onRefused }, signal),
      scope,
    )) {
      const participant = identity.participant(attempt.participant)
      const attemptId = identity.id('attempt', attempt.id)
      yield {
        key: `attempt-${attemptId}`,
        scopeId: attempt.id,
        title: `${participant.fullName}, ${attemptWord} ${attempt.number}`,
        ...attemptNamesFor(patterns, activity, { ...attempt, attemptId, participant }),
        data: { kind: 'attempt', site: { name, url }, quiz, attempt },
        ...attemptFingerprint(quiz, attempt),
      }
    }
    yield* refused
  }

  async archiveItem(item: ArchivingItem<QuizItemData>, context: ItemContext): Promise<ItemOutcome> {
    const { data } = item
    const { source, settings, signal, task, pseudonymOf } = context
    const quizSettings = toQuizSettings(settings)
    const { language, timeZone, sections, anonymise, watermark, imageReduction, largestFileBytes } = quizSettings
    const identity = reportIdentity(anonymise, pseudonymOf)
    if (data.kind === 'refused') {
      const participant = identity.participant(data.participant)
      const message = `The attempts of ${participant.fullName} are missing: ${data.message}`
      return { row: participantRow(participant, anonymise), record: null, remarks: [{ severity: 'missing', message }] }
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
      createReportFiles(context, largestFileBytes),
    )
    const notes = await writeReport({ ...report, sourceName: 'attempt.json' }, context, quizSettings)
    await this.#keepServiceAnswer(review.serviceAnswer, context)
    for (const type of report.unknownTypes) this.#logOnce(context, unknownTypeMessage(type))
    return {
      row: toAttemptRow({ attempt, review, quiz: data.quiz }, { sections, anonymise }),
      record: report.record,
      remarks: [...report.remarks, ...notices(notes)],
    }
  }

  async #keepServiceAnswer(answer: ServiceAnswer | null, context: ItemContext): Promise<void> {
    const settings = toQuizSettings(context.settings)
    if (!settings.keepServiceAnswer || !answer) return
    if (mayKeepServiceAnswers(settings)) await keepServiceAnswer('review', answer, context)
  }

  #logOnce({ task, log }: ItemContext, said: LocalizedText): void {
    this.#said.once(task.id, said.en, () => log.info(said))
  }
}

function unknownTypeMessage(type: string): LocalizedText {
  return localized(
    `The question type “${type}” is not one of Moodle’s own: what the site gives of it is shown without its own styling.`,
    `Der Fragetyp „${type}“ gehört nicht zu Moodle selbst: Was die Website davon ausgibt, wird ohne dessen eigene Gestaltung gezeigt.`,
  )
}

function quizzesOf({ quizzes }: ActivitySource): QuizSource {
  return requireSourcePart(quizzes, 'quizzes')
}

function refusedItem(
  participant: Participant,
  message: string,
  identity: ReportIdentity,
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
