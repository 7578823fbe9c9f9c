import { ArchivingError } from '../../errors/index.ts'
import type { ActivitySource, BatchedSource } from '../activity-source.ts'
import { readActivityFingerprints } from './activity-fingerprints.ts'
import { AssignmentRegisters } from './assignment-registers.ts'
import { createAssignmentSource } from './assignment-source.ts'
import { batchFunction } from './batch-calls.ts'
import { createBatchingSession } from './batching-session.ts'
import { createChoiceSource } from './choice-source.ts'
import { createConnectionParts } from './connection-parts.ts'
import { PeopleOfCourses } from './course-people.ts'
import { createForumSource } from './forum-source.ts'
import { listActivities, listCourses, listGroups } from './courses.ts'
import type { MoodleAccess } from './moodle-options.ts'
import { createMoodleSession, type MoodleSession } from './moodle-session.ts'
import { openSiteFile } from './open-file.ts'
import { listParticipants } from './participants.ts'
import { createQuizSource, type JoinSignals } from './quiz-source.ts'
import { normaliseSiteUrl } from './site-address.ts'
import { toSiteFileAddress } from './site-files.ts'
import { toLanguageTag } from './value-parsing.ts'
import { createWebServiceReader } from './web-service-reader.ts'
import { createWorkshopSource } from './workshop-source.ts'

/**
 * Connects to a Moodle site (4.2 or newer) as one of its users. Nothing is asked before the first method is called, so
 * a wrong token or address shows there. Dispose the source when done: what is under way is then aborted.
 *
 * @throws `input_invalid` if an address in the options is not one.
 */
export function connectMoodle(options: MoodleAccess): ActivitySource {
  const siteUrl = normaliseSiteUrl(options.siteUrl)
  const closing = new AbortController()
  const parts = createConnectionParts(options, closing.signal)
  const session = createMoodleSession({ ...options, siteUrl }, parts)
  const join: JoinSignals = (signal) => (signal ? AbortSignal.any([signal, closing.signal]) : closing.signal)
  const known: KnownPeople = {
    registers: new AssignmentRegisters(session, join()),
    people: new PeopleOfCourses(session, join()),
  }
  return {
    describe: (signal) => describeSite(session, siteUrl, join(signal)),
    listCourses: (signal) => listCourses(session, join(signal)),
    listActivities: (courseId, signal) => listActivities(session, courseId, join(signal)),
    listParticipants: (courseId, signal) => listParticipants(session, courseId, join(signal)),
    listGroups: (courseId, signal) => listGroups(session, courseId, join(signal)),
    readActivityFingerprints: (courseId, activities, signal) =>
      readActivityFingerprints(session, courseId, activities, join(signal)),
    quizzes: createQuizSource(session, join),
    assignments: createAssignmentSource(session, join, known.registers),
    forums: createForumSource(session, join, known.people),
    choices: createChoiceSource(session, join),
    workshops: createWorkshopSource(session, join, known.people),
    webServices: createWebServiceReader(session, join),
    batched: (signal) => openBatched(session, known, join(signal)),
    async openFile(address, signal) {
      const joined = join(signal)
      const { siteurl } = await session.siteInfo(joined)
      const fileAddress = toSiteFileAddress(address, [siteUrl, siteurl.replace(/\/+$/, '')])
      return await openSiteFile(fileAddress, options.token, parts, joined)
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new ArchivingError('aborted', 'The connection to the site was closed.'))
      await parts.transport[Symbol.asyncDispose]()
    },
  }
}

/** Who is who, as the listings have read it. */
interface KnownPeople {
  readonly registers: AssignmentRegisters
  readonly people: PeopleOfCourses
}

async function openBatched(
  session: MoodleSession,
  { registers, people }: KnownPeople,
  signal: AbortSignal,
): Promise<BatchedSource | null> {
  if (!(await session.offers(batchFunction, signal))) return null
  const batching = createBatchingSession(session, signal)
  const join: JoinSignals = () => signal
  return {
    assignments: createAssignmentSource(batching, join, registers),
    forums: createForumSource(batching, join, people),
    workshops: createWorkshopSource(batching, join, people),
    webServices: createWebServiceReader(batching, join),
  }
}

async function describeSite(
  session: MoodleSession,
  siteUrl: string,
  signal: AbortSignal,
): ReturnType<ActivitySource['describe']> {
  const info = await session.siteInfo(signal)
  return {
    kind: 'moodle-web-services',
    siteName: info.sitename,
    siteUrl: URL.canParse(info.siteurl) ? normaliseSiteUrl(info.siteurl) : siteUrl,
    release: info.release,
    language: toLanguageTag(info.lang),
    userId: info.userid,
    userName: info.username,
    userFullName: info.fullname,
  }
}
