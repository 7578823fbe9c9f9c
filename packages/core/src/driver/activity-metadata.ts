/** Which activity a task archives. Ids are those of the source; names are kept so that a task can be shown offline. */
export interface ActivityMetadata {
  /** Id of the source in Muniment. */
  readonly sourceId: string
  readonly courseId: number
  readonly courseName: string
  readonly courseShortName: string
  /** Module name of the LMS: `quiz`, `assign` … A driver archives one kind. */
  readonly activityKind: string
  /** Id among the activities of its kind (Moodle's `instance`). */
  readonly activityId: number
  /** Id of the course module (Moodle's `cmid`). */
  readonly courseModuleId: number
  readonly activityName: string
}
