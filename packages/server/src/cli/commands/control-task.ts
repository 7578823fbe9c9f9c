import { ArchivingError, taskPriorities, type TaskPriority } from '@muniment/core'
import type { ActivityArchivingTaskStatus, MunimentClient } from '@muniment/sdk'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { conclude, executeToEnd, fetchArchive } from './archive.ts'

/** So long is waited for a task to stop; a program that works on it looks every second. */
const patienceMs = 10_000

/** `muniment pause <task>`: stops a task for a while. */
export function pauseCommand(taskId: string, options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  return stop(
    taskId,
    { options, invocation },
    {
      ask: (client) => client.tasks.pause({ taskId }),
      wanted: 'paused',
      done: `Paused. To go on: muniment resume ${taskId}`,
    },
  )
}

/** `muniment abort <task>`: stops a task for good. */
export function abortCommand(taskId: string, options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  return stop(
    taskId,
    { options, invocation },
    {
      ask: (client) => client.tasks.abort({ taskId }),
      wanted: 'aborted',
      done: 'Aborted. What was archived is kept.',
    },
  )
}

/** `muniment resume <task>`: lets a paused task go on, and waits for it. */
export async function resumeCommand(taskId: string, options: CommonOptions, invocation: Invocation): Promise<ExitCode> {
  await using opened = await openClient(options, invocation, { executes: true })
  const { client } = opened
  if (!(await client.tasks.resume({ taskId }))) {
    const status = await client.tasks.getStatus({ taskId })
    tell(status, `Only a paused task can be resumed; this one is ${status.state}.`, invocation)
    return exitCodes.usage
  }
  const { activity } = await client.tasks.get({ taskId })
  invocation.terminal.say(`Going on with ${activity.courseShortName}: ${activity.activityName}`)
  const status = await executeToEnd(client, taskId, {}, invocation)
  const archive = status.state === 'finished' ? await fetchArchive(client, taskId, undefined) : undefined
  return conclude(status, archive, invocation)
}

/** `muniment priority <task> <priority>`: says how soon a task gets its turn. */
export async function priorityCommand(
  taskId: string,
  wanted: string,
  { options, invocation }: { readonly options: CommonOptions; readonly invocation: Invocation },
): Promise<ExitCode> {
  const priority = readPriority(wanted)
  await using opened = await openClient(options, invocation)
  const isChanged = await opened.client.tasks.setPriority({ taskId, priority })
  invocation.terminal.say(isChanged ? `Its priority is ${priority} now.` : 'The task is finished.')
  return isChanged ? exitCodes.finished : exitCodes.usage
}

/** @throws ArchivingError `input_invalid` */
function readPriority(text: string): TaskPriority {
  const priority = taskPriorities.find((known) => known === text)
  if (priority) return priority
  throw new ArchivingError('input_invalid', `A priority is one of: ${taskPriorities.join(', ')}.`, {
    details: { field: 'priority' },
  })
}

interface Stop {
  /** @returns whether there was something to stop. */
  readonly ask: (client: MunimentClient) => Promise<boolean>
  readonly wanted: ActivityArchivingTaskStatus['state']
  /** What is said when it is in that state. */
  readonly done: string
}

async function stop(
  taskId: string,
  { options, invocation }: { readonly options: CommonOptions; readonly invocation: Invocation },
  { ask, wanted, done }: Stop,
): Promise<ExitCode> {
  await using opened = await openClient(options, invocation)
  const { client } = opened
  const isStopping = await ask(client)
  const status = await settled(client, taskId)
  if (!isStopping) {
    tell(status, `There is nothing to stop: the task is ${status.state}.`, invocation)
    return exitCodes.usage
  }
  const isUnderWay = status.state === 'pausing' || status.state === 'aborting'
  const late = isUnderWay
    ? 'The task stops as soon as the program that works on it hears of it.'
    : `The task was ${status.state} before it could be stopped.`
  tell(status, status.state === wanted ? done : late, invocation)
  return status.state === wanted || isUnderWay ? exitCodes.finished : exitCodes.usage
}

/** The status of a task once it has stopped, or after a while. */
async function settled(client: MunimentClient, taskId: string): Promise<ActivityArchivingTaskStatus> {
  let status = await client.tasks.getStatus({ taskId })
  if (status.state !== 'pausing' && status.state !== 'aborting') return status
  for await (const event of client.tasks.watch({ taskId }, { signal: AbortSignal.timeout(patienceMs) })) {
    if (event.kind === 'status') status = event.status
  }
  return status
}

function tell(status: ActivityArchivingTaskStatus, sentence: string, { terminal }: Invocation): void {
  terminal.say(sentence)
  if (terminal.json) terminal.result({ taskId: status.taskId, status: status.state })
}
