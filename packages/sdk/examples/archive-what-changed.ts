/** Archives everything of a site that was never archived or has changed since. What fails is told, and keeps nothing else from it. */
import { activityMetadataOf, createMunimentClient, MunimentError, type CourseOverview } from '@muniment/sdk'

const {
  MUNIMENT_URL = 'http://127.0.0.1:7420',
  MUNIMENT_API_KEY = '',
  MOODLE_URL = '',
  MOODLE_TOKEN = '',
} = process.env
const client = createMunimentClient({ url: MUNIMENT_URL, apiKey: MUNIMENT_API_KEY })
const credentials = { kind: 'token', token: MOODLE_TOKEN } as const
const source = await client.sources.connectMoodle({ address: MOODLE_URL, credentials })

for await (const { course, activities, error } of overview()) {
  if (error) console.error(`${course.shortName} cannot be read: ${error.message}`)
  for (const { activity, state } of activities) {
    if (!activity.driverId || !['never_archived', 'changed', 'failed'].includes(state)) continue
    const name = `${course.shortName}, ${activity.name}`
    try {
      const metadata = activityMetadataOf(source.id, course, activity)
      const { archive } = await client.archiveActivity({ driverId: activity.driverId, activity: metadata })
      console.log(`${name}: ${archive.fileName}`)
    } catch (failure) {
      if (!(failure instanceof MunimentError)) throw failure
      console.error(`${name}: ${failure.message} (${failure.code})`)
    }
  }
}

/** All courses, page by page. */
async function* overview(): AsyncGenerator<CourseOverview> {
  let cursor: string | undefined
  do {
    const page = await client.sources.listOverview({ sourceId: source.id, ...(cursor !== undefined && { cursor }) })
    yield* page.entries
    cursor = page.nextCursor
  } while (cursor !== undefined)
}
