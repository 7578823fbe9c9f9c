import { z } from 'zod'
import {
  archivableActivity,
  connectMoodleRequest,
  course,
  courseReference,
  group,
  listOverviewRequest,
  listParticipantsRequest,
  listSourcesRequest,
  overviewPage,
  participantPage,
  setSourceOwnerRequest,
  sourceDescription,
  sourcePage,
  sourceRecord,
  sourceReference,
  sourceTraffic,
} from '../schemas/source.ts'
import { procedure, router } from '../trpc.ts'
import { pageByOffset } from './page-by-offset.ts'

export const sourcesRouter = router({
  connectMoodle: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        'Connects a Moodle site: finds it, signs in, and keeps it. It belongs to the owner of the key; a ' +
        'site that its owner has connected already for the same user is updated. Throws `forbidden` for a key that is ' +
        'limited to sources, `input_invalid`, `source_unexpected` (not a Moodle), `source_unauthenticated`, ' +
        '`source_denied`, `source_unavailable`.',
    })
    .input(connectMoodleRequest)
    .output(sourceRecord)
    .mutation(({ ctx, input, signal }) => ctx.core.sources.connectMoodle(input, signal)),

  list: procedure
    .meta({ permission: 'look', scope: 'source', description: 'The connected sources.' })
    .input(listSourcesRequest.optional())
    .output(sourcePage)
    .query(({ ctx, input }) => ctx.core.sources.list(input)),

  get: procedure
    .meta({ permission: 'look', scope: 'source', description: 'One source. Throws `not_found`.' })
    .input(sourceReference)
    .output(sourceRecord)
    .query(({ ctx, input }) => ctx.core.sources.get(input.sourceId)),

  setOwner: procedure
    .meta({
      permission: 'operate',
      scope: 'source',
      description:
        'Gives a source to another owner, and with it its tasks and archives. Throws `not_found` for source or owner; ' +
        '`state_conflict` if that owner has connected the same site for the same user.',
    })
    .input(setSourceOwnerRequest)
    .output(sourceRecord)
    .mutation(({ ctx, input }) => ctx.core.sources.setOwner(input.sourceId, input.ownerId)),

  remove: procedure
    .meta({
      permission: 'operate',
      scope: 'source',
      description: 'Forgets a source and its secret. Throws `not_found`; `state_conflict` while tasks of it exist.',
    })
    .input(sourceReference)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.core.sources.remove(input.sourceId)),

  check: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'Asks the site who we are; tells whether the token still works. Throws `source_unauthenticated` if not.',
    })
    .input(sourceReference)
    .output(sourceDescription)
    .query(({ ctx, input, signal }) => ctx.core.sources.check(input.sourceId, signal)),

  traffic: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description: 'How a site is read at the moment, for operators. Asks nobody. Throws `not_found`.',
    })
    .input(sourceReference)
    .output(sourceTraffic)
    .query(({ ctx, input }) => ctx.core.sources.traffic(input.sourceId)),

  listCourses: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description: 'The courses that the signed-in user can read, by name.',
    })
    .input(sourceReference)
    .output(z.array(course).readonly())
    .query(({ ctx, input, signal }) => ctx.core.sources.listCourses(input.sourceId, signal)),

  listActivities: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description: 'All activities of a course in the order of the course page, each with the driver that archives it.',
    })
    .input(courseReference)
    .output(z.array(archivableActivity).readonly())
    .query(({ ctx, input, signal }) => ctx.core.sources.listActivities(input.sourceId, input.courseId, signal)),

  listOverview: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'The courses of the signed-in user, by name, with how each of their activities stands: never archived, archived, ' +
        'changed since, archiving, failed, or not supported. Archived activities are looked at in a few requests a course; ' +
        'what such a look cannot see, archiving does.',
    })
    .input(listOverviewRequest)
    .output(overviewPage)
    .query(({ ctx, input: { sourceId, ...page }, signal }) => ctx.core.sources.listOverview(sourceId, page, signal)),

  listGroups: procedure
    .meta({ permission: 'look', scope: 'source', description: 'The groups of a course.' })
    .input(courseReference)
    .output(z.array(group).readonly())
    .query(({ ctx, input, signal }) => ctx.core.sources.listGroups(input.sourceId, input.courseId, signal)),

  listParticipants: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'Everyone enrolled in a course, and people who have left it as far as the source still knows them, page by page.',
    })
    .input(listParticipantsRequest)
    .output(participantPage)
    .query(({ ctx, input: { sourceId, courseId, ...page }, signal }) =>
      pageByOffset(ctx.core.sources.listParticipants(sourceId, courseId, signal), page),
    ),
})
