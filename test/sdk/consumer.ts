/** What another service writes: compiled and run against the packed SDK by outside-consumer.test.ts. */
import {
  createMunimentClient,
  MunimentError,
  type ActivityMetadata,
  type QuizSettings,
  type TaskState,
} from '@muniment/sdk'

const [url = '', apiKey = ''] = process.argv.slice(2)
const client = createMunimentClient({ url, apiKey })

const [driver] = await client.drivers.list()
const { definitions } = await client.drivers.getSettings({ driverId: driver?.id ?? '' })
for (const definition of definitions) {
  // A discriminated union: each kind has its own fields.
  if (definition.kind === 'integer') console.error(definition.minimum + definition.maximum)
  // @ts-expect-error There is no such field on every kind.
  else console.error(definition.maximum)
}

const {
  entries: [source],
} = await client.sources.list()
const [course] = await client.sources.listCourses({ sourceId: source?.id ?? '' })
if (!source || !course) throw new Error('There is no source or no course.')
const activity: ActivityMetadata = {
  sourceId: source.id,
  courseId: course.id,
  courseName: course.name,
  courseShortName: course.shortName,
  activityKind: driver?.activityKind ?? '',
  activityId: 3,
  courseModuleId: 33,
  activityName: 'Midterm',
}
// Settings of the drivers that come with Muniment are typed; never called, for there is no quiz here.
const quizSettings: QuizSettings = { paperSize: 'Letter', scope: { mode: 'users', ids: [7] }, sections: ['question'] }
export const archiveQuiz = () =>
  client.archiveActivity({ driverId: 'quiz', activity, settings: { ...quizSettings, watermark: 'Copy' } })
// @ts-expect-error There is no such paper.
export const wrongValue = () => client.tasks.create({ driverId: 'quiz', activity, settings: { paperSize: 'A0' } })
// @ts-expect-error A quiz has no such setting.
export const wrongKey = () => client.tasks.create({ driverId: 'quiz', activity, settings: { papersize: 'A4' } })
// @ts-expect-error Chosen users must be named.
export const noUsers: QuizSettings = { scope: { mode: 'users' } }

// Those of any other driver are what it says.
const task = await client.tasks.create({ driverId: driver?.id ?? '', activity, settings: { items: 7 } })
await client.tasks.execute({ taskId: task.id })

let state: TaskState = 'created'
let entries = 0
for await (const event of client.tasks.watch({ taskId: task.id, after: 0 })) {
  if (event.kind === 'status') state = event.status.state
  else entries += event.entry.at instanceof Date ? 1 : 0
}

const { archiveId } = await client.tasks.get({ taskId: task.id })
const { content, sizeBytes } = await client.archives.download({ archiveId: archiveId ?? '' })
let received = 0
for await (const chunk of content) received += chunk.length

let refused = ''
try {
  await client.tasks.get({ taskId: 'unknown' })
} catch (error) {
  if (error instanceof MunimentError && error.code === 'not_found') refused = error.code
}

console.log(
  JSON.stringify({
    state,
    entries: entries > 0,
    whole: received === sizeBytes,
    refused,
    created: task.createdAt.toISOString(),
  }),
)
