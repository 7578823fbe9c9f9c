import type { ActivitySource } from '../activity-source.ts'
import { describeSample } from './describe-sample.ts'
import { createSampleAssignments } from './sample-assignments.ts'
import { sampleAttempts } from './sample-attempts.ts'
import { sampleActivities, sampleCourse, sampleCourseId } from './sample-course.ts'
import { openSampleFile } from './sample-files.ts'
import { languageOfSample, sayIn } from './sample-language.ts'
import { sampleGroups, samplePeople } from './sample-people.ts'
import { createSampleQuizzes } from './sample-quizzes.ts'
import { sampleSubmissions } from './sample-submissions.ts'

/**
 * The built-in sample course: a small invented exam and an assignment, to try everything with. It asks nobody, needs no
 * sign-in and never changes, so archives of it are the same wherever they are made.
 *
 * @throws ArchivingError `source_missing` for an address that is not one of the sample course
 */
export function openSampleSource(siteUrl: string): ActivitySource {
  const language = languageOfSample(siteUrl)
  const say = sayIn(language)
  const inCourse = <Entry>(courseId: number, entries: readonly Entry[]): readonly Entry[] =>
    courseId === sampleCourseId ? entries : []
  return {
    describe: () => Promise.resolve(describeSample(language)),
    listCourses: () => Promise.resolve([sampleCourse(say)]),
    listActivities: (courseId) => Promise.resolve(inCourse(courseId, sampleActivities(say))),
    async *listParticipants(courseId) {
      yield* await Promise.resolve(inCourse(courseId, samplePeople(say)))
    },
    listGroups: (courseId) => Promise.resolve(inCourse(courseId, sampleGroups(say))),
    readActivityFingerprints: (_courseId, activities) =>
      Promise.resolve(new Map(activities.map(({ courseModuleId }) => [courseModuleId, `sample ${courseModuleId}`]))),
    quizzes: createSampleQuizzes(say, siteUrl),
    assignments: createSampleAssignments(say, siteUrl),
    async openFile(address) {
      const work = { attempts: sampleAttempts(say), submissions: sampleSubmissions(say) }
      return await Promise.resolve(openSampleFile(address, siteUrl, work))
    },
    async [Symbol.asyncDispose]() {
      await Promise.resolve()
    },
  }
}
