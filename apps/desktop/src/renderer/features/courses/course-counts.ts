import type { ActivityOverview, CourseOverview } from '@muniment/sdk'

/** How the activities of a course stand, in numbers. */
export interface CourseCounts {
  /** Those that can be archived. */
  readonly total: number
  /** Those of which there is an archive, changed since or not. */
  readonly archived: number
  readonly changed: number
  readonly archiving: number
  readonly failed: number
}

export function countActivities({ activities }: Pick<CourseOverview, 'activities'>): CourseCounts {
  const count = (isCounted: (one: ActivityOverview) => boolean): number => activities.filter(isCounted).length
  return {
    total: count(({ state }) => state !== 'not_supported'),
    archived: count(({ archive }) => archive !== null),
    changed: count(({ state }) => state === 'changed'),
    archiving: count(({ state }) => state === 'archiving'),
    failed: count(({ state }) => state === 'failed'),
  }
}

/** Whether an activity is to be archived when everything is: it never was, has changed, or did not come to an archive. */
export function needsArchiving({ state }: ActivityOverview): boolean {
  return state === 'never_archived' || state === 'changed' || state === 'failed'
}

/** Whether an archive of an activity can be made now. */
export function canArchive({ state, activity }: ActivityOverview): boolean {
  return activity.driverId !== null && state !== 'archiving'
}
