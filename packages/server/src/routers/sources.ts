import { z } from 'zod'
import {
  addSampleRequest,
  archivableActivity,
  browserSignIn,
  browserSignInRequest,
  connectMoodleRequest,
  course,
  courseOverview,
  courseReference,
  finishBrowserSignInRequest,
  group,
  listOverviewRequest,
  listParticipantsRequest,
  listSourcesRequest,
  overviewPage,
  participantPage,
  recogniseSiteRequest,
  recognisedSite,
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
  recognise: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        'Finds the Moodle site that somebody means by an address, and tells its name, picture, and how people sign in. ' +
        'Sends no secret and keeps nothing. Throws `forbidden` for a key that is limited to sources, `input_invalid`, ' +
        '`source_unexpected` (not a Moodle), `source_unavailable`, `timed_out`.',
    })
    .input(recogniseSiteRequest)
    .output(recognisedSite)
    .query(({ ctx, input, signal }) => ctx.core.sources.recognise(input, signal)),

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

  beginBrowserSignIn: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        'Begins to sign in to a Moodle site by a browser, where its own sign-in page vouches for people. Open `launchUrl` ' +
        'in a browser; what it is led to after the sign-in goes to `finishBrowserSignIn`, once and within 10 minutes. ' +
        'Throws as `connectMoodle`; `source_denied` if the site has no such sign-in; `rate_limited` while too many are under way.',
    })
    .input(browserSignInRequest)
    .output(browserSignIn)
    .mutation(({ ctx, input, signal }) => ctx.core.sources.beginBrowserSignIn(input, signal)),

  finishBrowserSignIn: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        'Connects the site that a browser signed in to. Throws `input_invalid` if it was not begun by the same owner, was ' +
        'finished already, or came too late; else as `connectMoodle`.',
    })
    .input(finishBrowserSignInRequest)
    .output(sourceRecord)
    .mutation(({ ctx, input, signal }) => ctx.core.sources.finishBrowserSignIn(input.handOver, signal)),

  addSample: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        'Adds the built-in sample course, an invented one that needs no network and no sign-in. Where it is there already, ' +
        'it is the same source. Throws `forbidden` for a key that is limited to sources.',
    })
    .input(addSampleRequest)
    .output(sourceRecord)
    .mutation(({ ctx, input }) => ctx.core.sources.addSample(input.language)),

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

  getCourseOverview: procedure
    .meta({
      permission: 'look',
      scope: 'source',
      description:
        'One course with how each of its activities stands, as `listOverview` tells it. Throws `not_found` if the ' +
        'signed-in user has no such course.',
    })
    .input(courseReference)
    .output(courseOverview)
    .query(({ ctx, input, signal }) => ctx.core.sources.getCourseOverview(input.sourceId, input.courseId, signal)),

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
