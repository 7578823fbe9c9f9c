import { z } from 'zod'
import { identifier, sourceIdentifier } from './identifier.ts'

const name = z.string().max(2_000)

export const activityMetadata = z
  .object({
    sourceId: identifier.describe('Id of the source in Muniment.'),
    courseId: sourceIdentifier,
    courseName: name,
    courseShortName: name,
    activityKind: z.string().min(1).max(100).describe('Module name of the LMS: `quiz`, `assign` …'),
    activityId: sourceIdentifier.describe("Id among the activities of its kind (Moodle's `instance`)."),
    courseModuleId: sourceIdentifier.describe("Id of the course module (Moodle's `cmid`)."),
    activityName: name,
  })
  .meta({
    id: 'ActivityMetadata',
    description:
      'Which activity a task archives. Ids are those of the source; names are kept so that a task can be shown offline.',
  })
