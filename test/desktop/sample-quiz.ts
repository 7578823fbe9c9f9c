import type { ActivityArchivingTask, ActivityMetadata, MunimentClient } from '@muniment/sdk'
import type { SampleMoodle } from '../moodle-stand-in/start-sample-moodle.ts'

const quizName = 'Stars & Planets: final quiz'

/** Connects the sample Moodle, and finds the quiz of which `scale` sets the size. */
export async function findSampleQuiz(client: MunimentClient, moodle: SampleMoodle): Promise<ActivityMetadata> {
  const credentials = { kind: 'token', token: moodle.token } as const
  const source = await client.sources.connectMoodle({ address: moodle.url, credentials })
  for (const course of await client.sources.listCourses({ sourceId: source.id })) {
    const activities = await client.sources.listActivities({ sourceId: source.id, courseId: course.id })
    const quiz = activities.find(({ name }) => name === quizName)
    if (!quiz) continue
    return {
      sourceId: source.id,
      courseId: course.id,
      courseName: course.name,
      courseShortName: course.shortName,
      activityKind: quiz.kind,
      activityId: quiz.instanceId,
      courseModuleId: quiz.courseModuleId,
      activityName: quiz.name,
    }
  }
  throw new Error('The sample Moodle has no such quiz.')
}

/** Starts archiving a quiz. */
export async function startTask(client: MunimentClient, activity: ActivityMetadata): Promise<ActivityArchivingTask> {
  const task = await client.tasks.create({ driverId: 'quiz', activity })
  await client.tasks.execute({ taskId: task.id })
  return task
}

/** The same activity under an id that the site does not know, as if someone had deleted it there. */
export function deletedOnSite(activity: ActivityMetadata, activityName: string): ActivityMetadata {
  return { ...activity, activityName, activityId: 999_999, courseModuleId: 999_999 }
}
