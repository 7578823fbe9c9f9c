import type { ActivityOverview, CourseOverview } from '@muniment/sdk'
import { everyEntry } from '../every-entry.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { formatDay, formatTable } from '../quantities.ts'
import { connectSource, type SourceOptions } from './connect-source.ts'

export interface OverviewOptions extends CommonOptions, SourceOptions {
  /** Shows what cannot be archived, too. */
  readonly all?: boolean
}

/** `muniment overview`: what is archived of all courses of a site, and what has changed since. */
export async function overviewCommand(options: OverviewOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal, interrupted } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  const { id: sourceId } = await connectSource(client, options, invocation)
  const courses: CourseOverview[] = []
  const overview = everyEntry((wanted) => client.sources.listOverview({ sourceId, ...wanted }, { signal: interrupted }))
  for await (const course of overview) {
    if (terminal.json) courses.push(course)
    else for (const line of describeCourse(course, options)) terminal.say(line)
  }
  if (terminal.json) terminal.result({ courses })
  else terminal.say('“changed since” is a look at lists and grades; muniment archive compares every item.')
  return exitCodes.finished
}

function describeCourse({ course, activities, error }: CourseOverview, { all = false }: OverviewOptions): string[] {
  const shown = activities.filter(({ state }) => all || state !== 'not_supported')
  const rows = shown.map((overview) => [
    overview.activity.kind,
    overview.activity.name,
    describeState(overview),
    describeArchive(overview),
  ])
  const lines = formatTable(rows).map((line) => `  ${line.trimEnd()}`)
  const nothing = error ? `  ${error.message}` : '  nothing that can be archived'
  return [`${course.shortName}: ${course.name}`, ...(lines.length > 0 ? lines : [nothing])]
}

function describeState({ state, reason }: ActivityOverview): string {
  switch (state) {
    case 'not_supported':
      return 'cannot be archived yet'
    case 'never_archived':
      return 'never archived'
    case 'archiving':
      return 'archiving now'
    case 'failed':
      return `failed: ${reason?.en ?? ''}`
    case 'changed':
      return 'changed since'
    case 'archived':
      return 'archived'
  }
}

function describeArchive({ archive, changed, state }: ActivityOverview): string {
  if (!archive) return ''
  const notes = [
    ...(archive.complete ? [] : ['incomplete']),
    ...(state === 'archived' && changed === null ? ['changes cannot be told'] : []),
  ]
  return [formatDay(archive.sealedAt), ...notes].join(', ')
}
