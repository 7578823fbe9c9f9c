import { activityStates, sampleLanguages, signInWays, siteObstacles } from '@muniment/core'
import { z } from 'zod'
import { localizedText } from './localized-text.ts'
import { recordedError } from './error.ts'
import { identifier, sourceIdentifier } from './identifier.ts'
import { longPageOptions, pageOf, pageOptions } from './page.ts'

const sourceId = identifier.describe('Id of the source in Muniment.')
const courseId = sourceIdentifier.describe('Id of the course in the LMS.')

const connectionOptions = z
  .strictObject({
    certificateAuthority: z
      .string()
      .max(1_000_000)
      .optional()
      .describe('PEM of a certificate authority to trust besides the usual ones.'),
    proxy: z.string().max(2_000).optional().describe('Address of a proxy, such as `http://proxy.example.edu:3128`.'),
    maxParallelRequests: z
      .int()
      .min(1)
      .max(16)
      .optional()
      .describe('How many requests may run at once at most; how many do is found out. Default 4.'),
  })
  .meta({ id: 'MoodleConnectionOptions', description: 'How a site is reached.' })

const credentials = z
  .discriminatedUnion('kind', [
    z
      .strictObject({ kind: z.literal('token'), token: z.string().min(1).max(1_000) })
      .meta({ id: 'TokenCredentials', description: 'A web-service token.' }),
    z
      .strictObject({
        kind: z.literal('password'),
        userName: z.string().min(1).max(500),
        password: z.string().min(1).max(2_000),
      })
      .meta({ id: 'PasswordCredentials', description: 'Exchanged for a token; the password is not kept.' }),
  ])
  .meta({ id: 'MoodleCredentials', description: 'A web-service token, or a user name and password exchanged for one.' })

const whichSite = {
  address: z.string().min(1).max(2_000).describe('As people type it: `moodle.example.edu`, or copied from a browser.'),
  options: connectionOptions.optional(),
}

export const recogniseSiteRequest = z
  .strictObject(whichSite)
  .meta({ id: 'RecogniseSiteRequest', description: 'Which site somebody means.' })

export const recognisedSite = z
  .object({
    siteUrl: z.string().describe('The address under which the site knows itself. Without a trailing slash.'),
    siteName: z.string(),
    picture: z
      .string()
      .nullable()
      .describe('Its logo as a `data:` address of a PNG, JPEG, GIF or WebP picture; null if none can be shown.'),
    signIns: z
      .array(z.enum(signInWays))
      .readonly()
      .describe('How people sign in to it, the usual way first. A token can always be given.'),
    encrypted: z.boolean().describe('Whether what is sent to it, passwords too, is encrypted on its way.'),
    obstacle: z
      .object({ kind: z.enum(siteObstacles), message: z.string().describe('For people.') })
      .nullable()
      .describe('What keeps everybody from reading it for now: maintenance, or web services that are off.'),
  })
  .meta({ id: 'RecognisedSite', description: 'A Moodle site, as it shows itself to anybody.' })

export const connectMoodleRequest = z
  .strictObject({ ...whichSite, credentials })
  .meta({ id: 'ConnectMoodleRequest', description: 'Which Moodle site to connect, and how to sign in.' })

export const browserSignInRequest = z
  .strictObject({
    ...whichSite,
    urlScheme: z
      .string()
      .max(42)
      .regex(/^[a-z][a-z0-9+.-]+$/u)
      .optional()
      .describe('The scheme of the address to which the browser is led. Default `muniment`.'),
  })
  .meta({ id: 'BrowserSignInRequest', description: 'Which site to sign in to by a browser.' })

export const browserSignIn = z
  .object({
    siteUrl: z.string(),
    siteName: z.string(),
    launchUrl: z.string().describe('What to open in a browser.'),
    expiresAt: z.date().describe('What the browser is led to is taken until then.'),
  })
  .meta({ id: 'BrowserSignIn', description: 'A sign-in that goes on in a browser.' })

export const finishBrowserSignInRequest = z
  .strictObject({
    handOver: z.string().min(1).max(2_000).describe('Where the browser was led to: `muniment://token=…`.'),
  })
  .meta({ id: 'FinishBrowserSignInRequest', description: 'What a sign-in by browser brought.' })

export const addSampleRequest = z
  .strictObject({ language: z.enum(sampleLanguages) })
  .meta({ id: 'AddSampleRequest', description: 'In which language the sample course is wanted.' })

export const sourceRecord = z
  .object({
    id: z.string(),
    ownerId: z.string().describe('Whom it belongs to, and with it all that was read from it.'),
    kind: z.string().describe('`moodle-web-services`, or `sample` for the built-in sample course.'),
    siteName: z.string(),
    siteUrl: z.string().describe('Without a trailing slash.'),
    release: z.string().describe('Release of the LMS as it names itself.'),
    userName: z.string(),
    userFullName: z.string(),
    options: connectionOptions,
    connectedAt: z.date(),
  })
  .meta({
    id: 'SourceRecord',
    description: 'Where activities live, and as whom they are read. Its secret never comes out.',
  })

export const sourceTraffic = z
  .object({
    parallelRequests: z
      .int()
      .nullable()
      .describe('How many requests at once the site is found to serve well; null if it has not been asked yet.'),
    maxParallelRequests: z.int().describe('The highest number that is allowed.'),
    pausedUntil: z.date().nullable().describe('The site wants to be left alone until then; null if it does not.'),
  })
  .meta({ id: 'SourceTraffic', description: 'How a site is read by this process.' })

export const sourcePage = pageOf('SourcePage', sourceRecord)

export const sourceDescription = z
  .object({
    kind: z.string(),
    siteName: z.string(),
    siteUrl: z.string(),
    release: z.string(),
    language: z.string().describe('Language of the answers of the site, BCP 47.'),
    userId: z.int(),
    userName: z.string(),
    userFullName: z.string(),
  })
  .meta({ id: 'SourceDescription', description: 'What a source says of itself and of the signed-in user, just now.' })

export const course = z
  .object({
    id: z.int(),
    name: z.string(),
    shortName: z.string(),
    idNumber: z.string(),
    startsAt: z.string().nullable().describe('ISO 8601 in UTC, or null where the course has none.'),
    endsAt: z.string().nullable(),
    visible: z.boolean(),
  })
  .meta({ id: 'Course', description: 'A course that the signed-in user can read.' })

export const archivableActivity = z
  .object({
    courseModuleId: z.int().describe('Id of the course module (`cmid`), unique on the site.'),
    instanceId: z.int().describe('Id among the activities of its kind.'),
    kind: z.string().describe('Module name of the LMS: `quiz`, `assign` …'),
    name: z.string(),
    courseId: z.int(),
    sectionName: z.string(),
    idNumber: z.string(),
    visible: z.boolean(),
    opensAt: z.string().nullable(),
    closesAt: z.string().nullable(),
    driverId: z
      .string()
      .nullable()
      .describe('The driver that archives it unless another one is chosen; null if none can.'),
    driverIds: z.array(z.string()).readonly().describe('All drivers that can archive it, that one first.'),
  })
  .meta({ id: 'ArchivableActivity', description: 'One course module, and whether it can be archived.' })

export const group = z
  .object({ id: z.int(), name: z.string(), idNumber: z.string() })
  .meta({ id: 'Group', description: 'A group of a course.' })

export const participant = z
  .object({
    userId: z.int(),
    userName: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    fullName: z.string(),
    idNumber: z.string(),
    email: z.string(),
    groups: z.array(group).readonly(),
    enrolled: z.boolean().describe('False for someone who has left the course but whose work is still there.'),
  })
  .meta({ id: 'Participant', description: 'A person whose work can be archived.' })

export const participantPage = pageOf('ParticipantPage', participant)

const overviewArchive = z
  .object({ id: z.string(), fileName: z.string(), sealedAt: z.date(), complete: z.boolean() })
  .meta({ id: 'OverviewArchive', description: 'An archive, as an overview shows it.' })

const activityOverview = z
  .object({
    activity: archivableActivity,
    state: z
      .enum(activityStates)
      .describe(
        '`archived`: no change since shows, or whether there was one cannot be told; `failed`: the newest task did not come to an archive.',
      ),
    archive: overviewArchive.nullable().describe('The newest archive, whatever the state; null if there is none.'),
    changed: z
      .boolean()
      .nullable()
      .describe('Whether it has changed since then; null if that cannot be told, or there is no archive.'),
    taskId: z.string().nullable().describe('The newest task, or null.'),
    reason: localizedText.nullable().describe('Why it failed, or why it cannot be archived; else null.'),
  })
  .meta({ id: 'ActivityOverview', description: 'An activity and what was archived of it so far.' })

export const courseOverview = z
  .object({
    course,
    activities: z
      .array(activityOverview)
      .readonly()
      .describe('In the order of the course page; empty if the course cannot be read.'),
    error: recordedError.nullable().describe('Why the course could not be read, or null.'),
  })
  .meta({ id: 'CourseOverview', description: 'A course and how its activities stand.' })

export const overviewPage = pageOf('OverviewPage', courseOverview)

export const listOverviewRequest = z
  .strictObject({
    sourceId,
    limit: z.int().min(1).max(50).optional().describe('Courses on a page; 10 unless given.'),
    cursor: pageOptions.cursor,
  })
  .meta({ id: 'ListOverviewRequest', description: 'Which page of the overview of which source.' })

export const sourceReference = z
  .strictObject({ sourceId })
  .meta({ id: 'SourceReference', description: 'Which source.' })

export const setSourceOwnerRequest = z
  .strictObject({ sourceId, ownerId: identifier.describe('Id of the owner.') })
  .meta({ id: 'SetSourceOwnerRequest', description: 'Which source, and whom it is to belong to.' })

export const courseReference = z
  .strictObject({ sourceId, courseId })
  .meta({ id: 'CourseReference', description: 'Which course of which source.' })

export const listParticipantsRequest = z
  .strictObject({ sourceId, courseId, ...longPageOptions })
  .meta({ id: 'ListParticipantsRequest', description: 'Which page of the participants of which course.' })

export const listSourcesRequest = z
  .strictObject(pageOptions)
  .meta({ id: 'ListSourcesRequest', description: 'Which page of the sources.' })
