import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { connectMoodle, verifyArchive, type QuizAttempt, type QuizAttemptReview } from '@muniment/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { collect } from '../support/moodle-connection.ts'
import {
  archiveQuiz,
  findQuiz,
  openCore,
  openWorkspace,
  readRows,
  type FinishedArchive,
  type TestSite,
} from '../support/open-muniment.ts'
import {
  hasSharedRecordings,
  readRecordedAnswer,
  startSharedStandIn,
  whySkipped,
} from '../support/shared-recordings.ts'

/** Empty where the attempt is not graded yet. */
const recordedGrade = z
  .union([z.string(), z.number()])
  .nullable()
  .transform((text) => (text === '' || text === null ? null : Number(text)))
const recordedReview = z.object({
  body: z.object({ grade: recordedGrade, attempt: z.object({ sumgrades: z.number().nullable() }) }),
})
const run = promisify(execFile)
/** What the recording itself says, read past the archive. */
async function readRecording(site: TestSite, quizId: number) {
  await using source = connectMoodle({ userAgent: 'muniment-test', siteUrl: site.url, token: site.token })
  const { quizzes } = source
  if (!quizzes) throw new Error('the stand-in has quizzes')
  const quiz = await quizzes.getQuiz(2, quizId)
  const attempts = (await collect(quizzes.listAttempts(quiz)))
    .filter((attempt) => attempt.state === 'finished')
    .toSorted((one, two) => one.id - two.id)
  const reviews = new Map<number, QuizAttemptReview>()
  const files: { readonly sizeBytes: number; readonly sha256: string }[] = []
  for (const { id } of attempts) {
    const review = await quizzes.getAttemptReview(id)
    reviews.set(id, review)
    for (const { address } of review.questions.flatMap((question) => question.responseFiles)) {
      const bytes = Buffer.concat(await collect((await source.openFile(address)).content))
      files.push({ sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    }
  }
  return { attempts, reviews, files }
}

/** Marks and grade as they stand in the recorded answer, read without any code of ours. */
async function readRecordedMarks(attemptId: number) {
  const recording = await readRecordedAnswer('mod_quiz_get_attempt_review', `attemptid=${attemptId}_page=-1`)
  const { body } = recordedReview.parse(recording)
  return { marks: body.attempt.sumgrades, grade: body.grade }
}

async function expectRows(
  { payload }: FinishedArchive,
  attempts: readonly QuizAttempt[],
  reviews: ReadonlyMap<number, QuizAttemptReview>,
) {
  // The archive has its items in the order of their paths.
  const rows = readRows(payload).toSorted((one, two) => Number(one['attempt_id']) - Number(two['attempt_id']))
  expect(rows.map((row) => row['attempt_id'])).toEqual(attempts.map((attempt) => attempt.id))
  for (const [index, attempt] of attempts.entries()) {
    expect(rows[index]).toMatchObject({
      state: 'finished',
      user_id: attempt.participant.userId,
      user_name: attempt.participant.userName,
      id_number: attempt.participant.idNumber,
      last_name: attempt.participant.lastName,
      attempt_number: attempt.number,
      ...(await readRecordedMarks(attempt.id)),
      questions: reviews.get(attempt.id)?.questions.length,
      questions_missing: 0,
    })
  }
}

describe.skipIf(!hasSharedRecordings)(
  `recordings of a real Moodle${hasSharedRecordings ? '' : ` (skipped: ${whySkipped})`}`,
  () => {
    test.each([
      ['Midterm', 1],
      ['Weekly quiz 1', 2],
    ])('%s: one report an attempt, the right people, marks and files', async (name, quizId) => {
      await using workspace = await openWorkspace()
      await using moodle = await startSharedStandIn()
      await using core = await openCore(workspace.path)
      const finished = await archiveQuiz(core, await findQuiz(core, moodle, 'HIST101', name))
      const { attempts, reviews, files } = await readRecording(moodle, quizId)
      await expectRows(finished, attempts, reviews)
      const { payload, archive } = finished
      const reports = readRows(payload).flatMap((row) => (Array.isArray(row['files']) ? row['files'] : []))
      expect(reports.filter((file) => file.role === 'report')).toHaveLength(attempts.length)
      const kept = reports.filter((file) => file.role === 'attachment').map((file) => file.sha256)
      for (const { sha256 } of files) expect(kept).toContain(sha256)
      expect(archive.complete).toBe(true)
      expect(await verifyArchive(archive.path, { deep: true })).toMatchObject({
        verdict: 'intact',
        findings: [],
        contentsChecked: { reports: attempts.length, recordsCompared: attempts.length },
      })
      const unzip = await run('unzip', ['-tqq', archive.path]).catch((error: { code?: unknown }) => error)
      expect('code' in unzip && unzip.code !== 'ENOENT' ? unzip : undefined).toBeUndefined()
      expect(moodle.stats().missCount).toBe(0)
    })
  },
)
