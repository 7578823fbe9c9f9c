import type { ActivityArchivingTask } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { formatBytes, formatTable } from '../quantities.ts'

const newest = 50

/** `muniment tasks [id]`: the newest tasks, or one with its log, its additional files and the items in trouble. */
export async function tasksCommand(
  taskId: string | undefined,
  options: CommonOptions,
  invocation: Invocation,
): Promise<ExitCode> {
  const { terminal } = invocation
  await using opened = await openClient(options, invocation)
  const { client } = opened
  if (taskId === undefined) {
    const { entries } = await client.tasks.list({ limit: newest })
    if (terminal.json) terminal.result({ tasks: entries })
    else if (entries.length === 0) terminal.say('There are no tasks yet. Start one with: muniment archive')
    else for (const line of formatTable(entries.map(describeTask))) terminal.say(line)
    return exitCodes.finished
  }
  const task = await client.tasks.get({ taskId })
  const troubled = await client.tasks.listItems({ taskId, states: ['failed'], limit: newest })
  const files = await client.tasks.listFiles({ taskId })
  const log = await client.tasks.listLog({ taskId, limit: 500 })
  if (terminal.json) {
    terminal.result({ task, failedItems: troubled.entries, additionalFiles: files, log: log.entries })
    return exitCodes.finished
  }
  for (const line of formatTable([describeTask(task)])) terminal.say(line)
  if (task.status.error) terminal.say(task.status.error.message)
  for (const file of files) terminal.say(`+ ${file.name} (${formatBytes(file.sizeBytes)})`)
  for (const item of troubled.entries) terminal.say(`! ${item.title}: ${item.error?.message ?? ''}`)
  terminal.say()
  for (const entry of log.entries) terminal.say(`${formatTime(entry.at)}  ${entry.message}`)
  return exitCodes.finished
}

function describeTask({ id, activity, status, createdAt }: ActivityArchivingTask): string[] {
  const { itemsFinished, itemsTotal, bytes } = status.progress
  return [
    id,
    status.state,
    `${itemsFinished} of ${itemsTotal ?? '?'}`,
    formatBytes(bytes),
    formatTime(createdAt),
    `${activity.courseShortName}: ${activity.activityName}`,
  ]
}

const formatTime = (time: Date): string => time.toISOString().slice(0, 19).replace('T', ' ')
