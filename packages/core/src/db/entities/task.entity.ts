import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import type { ActivityDescription } from '../../driver/archiving-context.ts'
import { taskPriorities, taskStates } from '../../driver/activity-archiving-task.ts'
import type { ActivityMetadata } from '../../driver/activity-metadata.ts'
import type { ValidatedTaskSettings } from '../../driver/settings-definition.ts'
import type { SettingsOrigin } from '../../driver/settings-origin.ts'
import type { KeptError } from '../../errors/index.ts'
import type { SealedArchive } from '../../archive/archive-sealer.ts'
import type { TaskPace } from '../../tasks/progress-meter.ts'
import { SourceEntity } from './source.entity.ts'

/** A task. Ids rise with time, so the newest has the greatest. */
export const TaskEntity = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    id: p.string().primary(),
    driverId: p.string(),
    source: () => p.manyToOne(SourceEntity).mapToPk(),
    courseId: p.integer(),
    courseModuleId: p.integer(),
    activity: p.json<ActivityMetadata>(),
    settings: p.json<ValidatedTaskSettings>(),
    /** Where each setting comes from; null for tasks of versions that did not keep it. */
    settingsOrigin: p.json<SettingsOrigin>().nullable(),
    requestedBy: p.text(),
    destinationFolder: p.text().nullable(),
    priority: p.enum(taskPriorities).default('normal'),
    state: p.enum(taskStates).default('created'),
    error: p.json<KeptError>().nullable(),
    /** What the driver said of the activity, once it was asked. */
    description: p.json<ActivityDescription>().nullable(),
    /** Whether all items are in the database. */
    itemsListed: p.boolean().default(false),
    /** When the listing began that the items are from. */
    listedAt: p.datetime().nullable(),
    /** Whether failed items are to be left out, knowingly. */
    sealIncomplete: p.boolean().default(false),
    /** Written just before the archive gets its final name, so that a killed process's archive is recognised. */
    sealing: p.json<SealedArchive>().nullable(),
    /** How fast it was so far, so that estimates go on after a restart. */
    pace: p.json<TaskPace>().nullable(),
    archiveId: p.string().nullable(),
    /** Which process executes it, and until when that is believed without a sign of life. */
    owner: p.text().nullable(),
    leaseUntil: p.datetime().nullable(),
    reuseUnchanged: p.boolean().default(false),
    /** The finished task of which this one makes a new version. */
    predecessorTaskId: p.string().nullable(),
    /** Of the activity as a whole, from a look at it before its items were listed. */
    activityFingerprint: p.string().nullable(),
    createdAt: p.datetime(),
    startedAt: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    { properties: ['state', 'id'] },
    { properties: ['state', 'priority', 'id'] },
    { properties: ['driverId', 'id'] },
    { properties: ['source', 'courseModuleId'] },
  ],
})

export type TaskRow = InferEntity<typeof TaskEntity>
