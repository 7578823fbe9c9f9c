import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { formatTable } from '../quantities.ts'
import { connectSource, type SourceOptions } from './connect-source.ts'
import { findCourse } from './find-activity.ts'

export interface ListOptions extends CommonOptions, SourceOptions {
  readonly course?: string
}

/** `muniment list`: the courses of a site, or the activities of a course. */
export async function listCommand(options: ListOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, interrupted: signal } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  const { id: sourceId, siteName } = await connectSource(client, options, invocation)
  const courses = await client.sources.listCourses({ sourceId }, { signal })
  if (options.course === undefined) {
    if (terminal.json) terminal.result({ courses })
    else {
      terminal.say(`Courses on ${siteName}:`)
      for (const line of formatTable(courses.map((course) => [String(course.id), course.shortName, course.name])))
        terminal.say(`  ${line}`)
      terminal.say('Name one with --course to see its activities.')
    }
    return exitCodes.finished
  }
  const course = findCourse(courses, options.course)
  const activities = await client.sources.listActivities({ sourceId, courseId: course.id }, { signal })
  if (terminal.json) terminal.result({ course, activities })
  else {
    terminal.say(`Activities of ${course.name}:`)
    const rows = activities.map((activity) => [
      String(activity.courseModuleId),
      activity.kind,
      activity.name,
      activity.driverId === null ? 'cannot be archived yet' : '',
    ])
    for (const line of formatTable(rows)) terminal.say(`  ${line.trimEnd()}`)
  }
  return exitCodes.finished
}
