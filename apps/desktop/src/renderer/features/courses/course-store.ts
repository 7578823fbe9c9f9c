import type { CourseOverview, SourceRecord } from '@muniment/sdk'
import type { Engine } from '../../connection/engine.ts'
import { LoadableStore } from '../../connection/loadable-store.ts'

/** A course with its activities, and the source that it is of. */
export interface CourseOfSource {
  readonly source: SourceRecord
  readonly overview: CourseOverview
}

/** How the activities of one course stand. */
export function createCourseStore(engine: Engine, sourceId: string, courseId: number): LoadableStore<CourseOfSource> {
  return new LoadableStore((signal) =>
    engine.read(async (client, until) => {
      const [source, overview] = await Promise.all([
        client.sources.get({ sourceId }, { signal: until }),
        client.sources.getCourseOverview({ sourceId, courseId }, { signal: until }),
      ])
      return { source, overview }
    }, signal),
  )
}
