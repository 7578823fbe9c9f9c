import type { ActivityOverview } from '@muniment/sdk'
import type { CourseCounts } from './course-counts.ts'

type ActivityState = ActivityOverview['state']

/** Which activities of a course are shown. */
export type ActivityFilter = 'all' | 'to-archive' | 'archived' | 'not-supported'

export interface CourseWords {
  readonly title: string
  /** How many of how many activities are to be archived, over all courses that are shown. */
  readonly summary: (toArchive: number, shown: string) => string
  readonly waiting: string
  readonly failed: string
  readonly addSource: string
  readonly none: { readonly title: string; readonly text: string; readonly action: string }
  readonly noCourses: string
  readonly sample: string
  readonly signedInAs: (name: string) => string
  readonly readingCourses: string
  readonly showMore: string
  readonly coursesOf: (siteName: string) => string
  readonly sourceFailed: (siteName: string) => string
  readonly signInNeeded: { readonly title: string; readonly text: string; readonly action: string }
  readonly offline: string
  readonly counts: (counts: CourseCounts, format: (value: number) => string) => string
  readonly courseFailed: string
  readonly archiveChanged: string
  readonly archiveChangedOf: (courseName: string) => string
  readonly archiveQuestion: {
    readonly title: string
    readonly text: (count: number, shown: string) => string
    readonly action: string
  }
  readonly starting: string
  readonly started: (count: number, shown: string) => string
  readonly showTasks: string
  readonly notStarted: string
  // One course.
  readonly courseWaiting: string
  readonly courseNotRead: string
  readonly tableLabel: (courseName: string) => string
  readonly columns: {
    readonly activity: string
    readonly kind: string
    readonly closes: string
    readonly state: string
  }
  readonly kinds: Readonly<Record<string, string>>
  readonly noClose: string
  readonly states: Readonly<Record<ActivityState, string>>
  readonly archivedAt: (date: string) => string
  readonly incomplete: string
  /** Why an activity cannot be archived. */
  readonly noArchiver: string
  readonly search: string
  readonly filter: string
  readonly filters: Readonly<Record<ActivityFilter, string>>
  readonly nothingFound: string
  readonly nothingThere: string
  readonly selection: {
    readonly label: string
    readonly count: (count: number, shown: string) => string
    readonly archive: (count: number) => string
    readonly choose: string
    readonly clear: string
    /** Some of those that were chosen cannot be archived. */
    readonly leftOut: (count: number, shown: string) => string
  }
}
