import {
  activityMetadataOf,
  MunimentError,
  type ActivityMetadata,
  type ArchivableActivity,
  type DriverDescription,
  type MunimentClient,
  type Preset,
  type SettingsDefinition,
} from '@muniment/sdk'
import type { Engine } from '../../connection/engine.ts'

/** Which activity, as its address says. */
export interface ActivityPlace {
  readonly sourceId: string
  readonly courseId: number
  readonly courseModuleId: number
}

/** An archiver, with what can be set for its tasks. */
export interface Archiver extends DriverDescription {
  readonly definitions: readonly SettingsDefinition[]
  readonly presets: readonly Preset[]
}

/** An activity that can be archived. */
export interface Archivable {
  readonly siteName: string
  readonly activity: ActivityMetadata
  readonly sectionName: string
  /** The usual one first. */
  readonly archivers: readonly Archiver[]
  /** When it was archived last, or null. */
  readonly archivedAt: Date | null
  /** A task that is archiving it just now, or null. */
  readonly activeTaskId: string | null
}

const activeStates = ['scheduled', 'running', 'finalizing', 'pausing', 'aborting'] as const

/**
 * Reads what there is to know of an activity before it is archived.
 *
 * @throws MunimentError `not_found` if the course has no such activity, `not_supported` if nothing archives it; of the source
 */
export async function readArchivable(engine: Engine, place: ActivityPlace, signal: AbortSignal): Promise<Archivable> {
  return await engine.read(async (client, ended) => {
    const { sourceId, courseId, courseModuleId } = place
    const options = { signal: ended }
    const [source, courses, activities, drivers, finished, active] = await Promise.all([
      client.sources.get({ sourceId }, options),
      client.sources.listCourses({ sourceId }, options),
      client.sources.listActivities({ sourceId, courseId }, options),
      client.drivers.list(undefined, options),
      client.tasks.list({ sourceId, courseModuleId, states: ['finished'], limit: 1 }, options),
      client.tasks.list({ sourceId, courseModuleId, states: activeStates, limit: 1 }, options),
    ])
    const course = courses.find(({ id }) => id === courseId)
    const found = activities.find((activity) => activity.courseModuleId === courseModuleId)
    if (!course || !found) throw new MunimentError('not_found', 'The course has no such activity, or no longer.')
    return {
      siteName: source.siteName,
      activity: activityMetadataOf(sourceId, course, found),
      sectionName: found.sectionName,
      archivers: await readArchivers(client, { drivers, activity: found }, ended),
      archivedAt: finished.entries[0]?.endedAt ?? null,
      activeTaskId: active.entries[0]?.id ?? null,
    }
  }, signal)
}

async function readArchivers(
  client: MunimentClient,
  { drivers, activity }: { readonly drivers: readonly DriverDescription[]; readonly activity: ArchivableActivity },
  signal: AbortSignal,
): Promise<readonly Archiver[]> {
  const able = activity.driverIds.flatMap((driverId) => drivers.filter(({ id }) => id === driverId))
  if (able.length === 0) {
    throw new MunimentError('not_supported', `There is no archiver for activities of the kind “${activity.kind}”.`)
  }
  return await Promise.all(
    able.map(async (driver) => {
      const { id: driverId } = driver
      const [{ definitions }, presets] = await Promise.all([
        client.drivers.getSettings({ driverId }, { signal }),
        client.presets.list({ driverId }, { signal }),
      ])
      return { ...driver, definitions, presets }
    }),
  )
}
