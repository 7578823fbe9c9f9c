/** Archives one activity, tells what happens, saves the archive and verifies it: archive-a-quiz.ts <course> <activity> */
import { activityMetadataOf, createMunimentClient } from '@muniment/sdk'
import { saveArchive } from '@muniment/sdk/node'

const {
  MUNIMENT_URL = 'http://127.0.0.1:7420',
  MUNIMENT_API_KEY = '',
  MOODLE_URL = '',
  MOODLE_TOKEN = '',
} = process.env
const [wantedCourse, wantedActivity] = process.argv.slice(2)
const client = createMunimentClient({ url: MUNIMENT_URL, apiKey: MUNIMENT_API_KEY })

const credentials = { kind: 'token', token: MOODLE_TOKEN } as const
const source = await client.sources.connectMoodle({ address: MOODLE_URL, credentials })
const courses = await client.sources.listCourses({ sourceId: source.id })
const course = courses.find(({ shortName }) => shortName === wantedCourse)
if (!course) throw new Error(`There is no course ${wantedCourse}.`)
const activities = await client.sources.listActivities({ sourceId: source.id, courseId: course.id })
const activity = activities.find(({ name }) => name === wantedActivity)
if (!activity?.driverId) throw new Error(`There is no activity ${wantedActivity} that can be archived.`)

const { archive } = await client.archiveActivity(
  { driverId: activity.driverId, activity: activityMetadataOf(source.id, course, activity) },
  {
    onEvent: (event) => {
      if (event.kind === 'log') console.log(event.entry.message)
      else console.log(`${event.status.state}: ${event.status.progress.itemsFinished} items`)
    },
  },
)
const { path } = await saveArchive(client, { archiveId: archive.id, folder: '.' })
const { verdict } = await client.archives.verify({ archiveId: archive.id })
console.log(`${path} is ${verdict}.`)
