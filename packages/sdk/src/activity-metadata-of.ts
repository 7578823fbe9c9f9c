import type { ActivityMetadata, ArchivableActivity, Course } from './generated/types.ts'

/**
 * What a task is to know of an activity, from what `sources.listCourses` and `sources.listActivities` tell.
 *
 * @param sourceId id of the source that both came from
 */
export function activityMetadataOf(sourceId: string, course: Course, activity: ArchivableActivity): ActivityMetadata {
  return {
    sourceId,
    courseId: course.id,
    courseName: course.name,
    courseShortName: course.shortName,
    activityKind: activity.kind,
    activityId: activity.instanceId,
    courseModuleId: activity.courseModuleId,
    activityName: activity.name,
  }
}
