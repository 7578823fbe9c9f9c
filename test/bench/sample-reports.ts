import { connectMoodle } from '@muniment/core'
import type { Quiz, QuizAttempt, QuizAttemptReview, QuizSource } from '@muniment/core'
import { composeAttemptReport, reportSections } from '@muniment/core/testing'
import type { BenchSite } from './sites.ts'

type ReportLoader = Parameters<typeof composeAttemptReport>[1]
type AttemptReport = Awaited<ReturnType<typeof composeAttemptReport>>

/** An attempt with everything that its report needs, read beforehand. */
export interface ReadAttempt {
  readonly compose: () => Promise<AttemptReport>
}

/** Reads some attempts of a site's quiz, with their pictures, so that only making reports is left to be measured. */
export async function readAttempts(site: BenchSite, count: number): Promise<readonly ReadAttempt[]> {
  await using source = connectMoodle({ siteUrl: site.url, token: site.token, userAgent: 'Muniment bench' })
  const courses = await source.listCourses()
  const course = courses.find(({ id, shortName }) => shortName === site.course || String(id) === site.course)
  const activities = await source.listActivities(course?.id ?? 0)
  const activity = activities.find(({ name }) => name === site.quiz)
  const { quizzes } = source
  if (!course || !activity || !quizzes) throw new Error(`no quiz ${site.quiz}`)
  const quiz = await quizzes.getQuiz(course.id, activity.instanceId)
  const images = new Map<string, Promise<Uint8Array | undefined>>()
  const loader: ReportLoader = {
    async image(address) {
      const reading = images.get(address) ?? readAll(source.openFile(address)).catch(() => undefined)
      images.set(address, reading)
      const bytes = await reading
      return bytes ? { bytes } : { failure: 'It cannot be had.', outside: true }
    },
    attachment: ({ file }) =>
      Promise.resolve({ pathFromReport: file.fileName, sha256: '0'.repeat(64), sizeBytes: file.sizeBytes }),
  }
  const read: ReadAttempt[] = []
  for (const attempt of await firstAttempts(quizzes, quiz, count)) {
    const review = await quizzes.getAttemptReview(attempt.id)
    const compose = () => composeAttemptReport(inputOf({ site, quiz, attempt, review }), loader)
    // Composed once, so that all pictures are here.
    await compose()
    read.push({ compose })
  }
  return read
}

async function firstAttempts(quizzes: QuizSource, quiz: Quiz, count: number): Promise<readonly QuizAttempt[]> {
  const attempts: QuizAttempt[] = []
  for await (const attempt of quizzes.listAttempts(quiz)) {
    if (attempts.length >= count) break
    attempts.push(attempt)
  }
  return attempts
}

interface Reviewed {
  readonly site: BenchSite
  readonly quiz: Quiz
  readonly attempt: QuizAttempt
  readonly review: QuizAttemptReview
}

function inputOf({ site, quiz, attempt, review }: Reviewed): Parameters<typeof composeAttemptReport>[0] {
  return {
    site: { name: site.name, url: site.url },
    course: { name: site.course, shortName: site.course },
    quiz,
    attempt,
    review,
    overallFeedbackHtml: '',
    options: { language: 'en', timeZone: 'Europe/Zurich', sections: new Set(reportSections) },
  }
}

async function readAll(opened: Promise<{ readonly content: AsyncIterable<Uint8Array> }>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of (await opened).content) chunks.push(chunk)
  return Buffer.concat(chunks)
}
