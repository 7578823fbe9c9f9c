import { ActivityArchiver } from '../../driver/activity-archiver.ts'
import { requireSourcePart } from '../../driver/require-source-part.ts'
import type {
  ActivityDescription,
  ArchivingContext,
  ArchivingItem,
  ItemContext,
  ItemDescription,
  ItemOutcome,
} from '../../driver/archiving-context.ts'
import { activityDescription } from '../../reporting/activity-description.ts'
import { localized } from '../../reporting/localized.ts'
import { participantRow } from '../../reporting/participant-row.ts'
import { reportIdentity } from '../../reporting/report-identity.ts'
import type { ActivitySource } from '../../sources/activity-source.ts'
import type { ForumSource } from '../../sources/forum-source.ts'
import { archiveDiscussion } from './archive-discussion.ts'
import { archiveParticipant } from './archive-participant.ts'
import { forumNames } from './forum-names.ts'
import { forumPresets } from './forum-presets.ts'
import { forumColumns } from './forum-row.ts'
import { forumSettings, toForumSettings } from './forum-settings.ts'
import { listForumItems, type ForumItemData } from './list-forum-items.ts'

/** What no archive of a forum can hold, because no source tells it; said in the archive itself. */
const notTold = [
  'who read which post, and when',
  'earlier versions of posts that were edited',
  'what removed posts said, and who wrote them',
  'subscriptions, and what was sent by e-mail',
]

/** Archives Moodle forums: one report a discussion, or one of everything that a participant wrote. */
export class ForumArchiver extends ActivityArchiver<ForumItemData> {
  readonly id = 'forum'
  readonly name = { en: 'Forum', de: 'Forum' }
  readonly activityKind = 'forum'
  readonly availableTaskSettings = forumSettings
  override readonly settingsPresets = forumPresets
  readonly itemColumns = forumColumns

  async describeActivity(context: ArchivingContext): Promise<ActivityDescription> {
    const { task, source, signal, log } = context
    const { activity } = task
    const settings = toForumSettings(context.settings)
    const forum = await forumsOf(source).getForum(activity.courseId, activity.activityId, signal)
    const { id: _id, courseId: _courseId, courseModuleId: _courseModuleId, introHtml, otherFacts, ...facts } = forum
    if (settings.keepServiceAnswer && (settings.arrangement === 'participant' || !settings.privateReplies))
      log.info(
        localized(
          'The site’s own answers are not kept beside the reports: they hold posts that are not in them.',
          'Die Antworten der Website werden nicht neben den Berichten aufbewahrt: Sie enthalten Beiträge, die dort fehlen.',
        ),
      )
    const description = settings.sections.has('description') ? introHtml : ''
    return activityDescription(
      { name: forum.name, facts: { ...facts, introHtml: description, otherFacts, notTold }, names: forumNames },
      context,
      settings,
    )
  }

  async *listItems(context: ArchivingContext): AsyncGenerator<ItemDescription<ForumItemData>> {
    const { task, source, signal } = context
    const { courseId, activityId } = task.activity
    const forums = forumsOf(source)
    const forum = await forums.getForum(courseId, activityId, signal)
    const settings = toForumSettings(context.settings)
    const described = settings.sections.has('description') ? forum : { ...forum, introHtml: '', otherFacts: {} }
    yield* listForumItems({ described, forum: { ...forum, introHtml: '', otherFacts: {} }, settings }, context)
  }

  async archiveItem({ data }: ArchivingItem<ForumItemData>, context: ItemContext): Promise<ItemOutcome> {
    const forums = forumsOf(context.source)
    const settings = toForumSettings(context.settings)
    if (data.kind === 'discussion') return await archiveDiscussion({ forums, ...data }, context, settings)
    if (data.kind === 'participant') return await archiveParticipant({ forums, ...data }, context, settings)
    const identity = reportIdentity(settings.anonymise, context.pseudonymOf)
    const { id, startedBy } = data.discussion
    const message = `The posts of discussion ${identity.id('discussion', id)} are missing: ${data.message}`
    const row = participantRow(identity.participant(startedBy), settings.anonymise)
    return { row, record: null, remarks: [{ severity: 'missing', message }] }
  }
}

function forumsOf({ forums }: ActivitySource): ForumSource {
  return requireSourcePart(forums, 'forums')
}
