import { isDeepStrictEqual } from 'node:util'
import { access, constants } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ArchivingError, makeFolder, wrapUnknownError } from '@muniment/core'
import { activityMetadataOf } from '@muniment/sdk'
import type {
  ActivityArchivingTask,
  ActivityArchivingTaskStatus,
  ActivityMetadata,
  ArchiveRecord,
  MunimentClient,
  TaskProgress,
} from '@muniment/sdk'
import { exitCodes, exitCodeFor, type ExitCode } from '../exit-codes.ts'
import type { CommonOptions, Invocation } from '../invocation.ts'
import { openClient } from '../open-client.ts'
import { parseSettings } from '../parse-setting.ts'
import { formatBytes, formatDay } from '../quantities.ts'
import { addFiles, hasFiles, readLocalFiles, type LocalFile } from './add-files.ts'
import { connectSource, type SourceOptions } from './connect-source.ts'
import { downloadArchive } from './download-archive.ts'
import { chooseDriver, findActivity, findCourse } from './find-activity.ts'
import { describeTimestamps } from './timestamp.ts'
import { presetSettings } from './presets.ts'
import { followTask } from './follow-task.ts'

export interface ArchiveOptions extends CommonOptions, SourceOptions {
  readonly course: string
  readonly activity: string
  readonly set: readonly string[]
  /** Id of the driver, where several archive the activity. */
  readonly driver?: string
  /** False for none, not even the default one. */
  readonly preset?: string | false
  readonly out?: string
  /** Files to put into the archive. */
  readonly add: readonly string[]
  /** Starts a new task even if an unfinished one of the same kind is there. */
  readonly new?: boolean
  /** Reads everything, whatever has not changed since an earlier archive. */
  readonly readAgain?: boolean
  /** Seals the archive without what could not be archived. */
  readonly incomplete?: boolean
}

/** `muniment archive`: archives one activity and waits for it. */
export async function archiveCommand(options: ArchiveOptions, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation
  const out = options.out === undefined ? undefined : await prepareFolder(resolve(options.out))
  const files = await readLocalFiles(options.add)
  await using opened = await openClient(options, invocation, { executes: true })
  const { client, remote } = opened
  const { metadata, driverId } = await locate(client, options, invocation)
  const { definitions } = await client.drivers.getSettings({ driverId })
  const settings = parseSettings(options.set, definitions)
  const { preset } = options
  const destinationFolder = remote ? undefined : out
  const request = {
    driverId,
    activity: metadata,
    settings,
    requestedBy: invocation.userName,
    destinationFolder,
    reuseUnchanged: options.readAgain !== true,
  }
  const unfinished =
    options.new === true
      ? undefined
      : await findUnfinished(client, {
          ...request,
          files,
          settings: {
            ...Object.fromEntries(definitions.map((definition) => [definition.key, definition.default])),
            ...(await presetSettings(client, driverId, preset)),
            ...settings,
          },
        })
  if (unfinished) terminal.say(`Going on with the unfinished task ${unfinished.id}.`)
  const task = unfinished ?? (await client.tasks.create({ ...request, preset: preset === false ? null : preset }))
  await addFiles(client, task, files, invocation)
  await client.tasks.execute({ taskId: task.id })
  terminal.say(`Archiving ${metadata.courseShortName}: ${metadata.activityName}`)
  const status = await executeToEnd(client, task.id, options, invocation)
  const archive =
    status.state === 'finished' ? await fetchArchive(client, task.id, remote ? out : undefined) : undefined
  return conclude(status, archive, invocation)
}

/** Follows a scheduled task to its end; with `incomplete`, seals it without what could not be archived. */
export async function executeToEnd(
  client: MunimentClient,
  taskId: string,
  { incomplete = false }: Pick<ArchiveOptions, 'incomplete'>,
  invocation: Invocation,
): Promise<ActivityArchivingTaskStatus> {
  const status = await followTask(client, taskId, invocation)
  const { itemsFailed } = status.progress
  if (!incomplete || status.state !== 'failed' || itemsFailed === 0) return status
  if (!(await client.tasks.sealIncomplete({ taskId }))) return status
  invocation.terminal.say(`Sealing without the ${itemsFailed} that could not be archived.`)
  return await followTask(client, taskId, invocation)
}

/** Finds out before anything is read from the site whether the archive can be put there. */
async function prepareFolder(folder: string): Promise<string> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK)
    return folder
  } catch (error) {
    if (error instanceof ArchivingError) throw error
    const { code, message } = wrapUnknownError(error, 'storage_failed')
    throw new ArchivingError(code, `The folder ${folder} cannot be used for the archive. ${message}`, { cause: error })
  }
}

async function locate(client: MunimentClient, options: ArchiveOptions, invocation: Invocation) {
  const source = await connectSource(client, options, invocation)
  const signal = invocation.interrupted
  const course = findCourse(await client.sources.listCourses({ sourceId: source.id }, { signal }), options.course)
  const activities = await client.sources.listActivities({ sourceId: source.id, courseId: course.id }, { signal })
  const activity = findActivity(activities, options.activity)
  const driverId = chooseDriver(activity, options.driver)
  return { metadata: activityMetadataOf(source.id, course, activity), driverId }
}

interface TaskRequest {
  readonly driverId: string
  readonly activity: ActivityMetadata
  /** All of them, defaults included. */
  readonly settings: Record<string, unknown>
  readonly destinationFolder: string | undefined
  readonly reuseUnchanged: boolean
  readonly files: readonly LocalFile[]
}

/** The newest task of the same activity, settings, folder and additional files that has not finished. */
async function findUnfinished(
  client: MunimentClient,
  request: TaskRequest,
): Promise<ActivityArchivingTask | undefined> {
  const { sourceId, courseModuleId } = request.activity
  const { entries } = await client.tasks.list({
    sourceId,
    courseModuleId,
    driverId: request.driverId,
    states: ['created', 'scheduled', 'running', 'finalizing', 'paused', 'failed', 'aborted'],
    limit: 500,
  })
  for (const task of entries) {
    const isSame =
      task.destinationFolder === (request.destinationFolder ?? null) &&
      task.reuseUnchanged === request.reuseUnchanged &&
      Object.entries(request.settings).every(([key, value]) => isDeepStrictEqual(task.settings[key], value))
    if (isSame && (await hasFiles(client, task, request.files))) return task
  }
  return undefined
}

/** The archive of a finished task; with `out`, fetched from the server to a folder. */
export async function fetchArchive(
  client: MunimentClient,
  taskId: string,
  out: string | undefined,
): Promise<ArchiveRecord> {
  const { archiveId } = await client.tasks.get({ taskId })
  if (archiveId === null) throw new ArchivingError('not_found', 'The task has finished, but its archive is not there.')
  const archive = await client.archives.get({ archiveId })
  return out === undefined ? archive : { ...archive, path: await downloadArchive(client, archive, out) }
}

/** Says how a task ended. */
export function conclude(
  status: ActivityArchivingTaskStatus,
  archive: ArchiveRecord | undefined,
  { terminal }: Invocation,
): ExitCode {
  const { progress, state, error } = status
  // Nothing has changed: the task ends with the archive of another one.
  const unchanged = archive !== undefined && archive.taskId !== status.taskId
  if (archive) {
    if (unchanged) terminal.say(`Nothing has changed since ${formatDay(archive.sealedAt)}: no new archive is made.`)
    else terminal.say(`Finished: ${countArchived(progress)}, ${formatBytes(archive.sizeBytes)}, sealed.`)
    if (!archive.complete) terminal.say('Something is missing in it; the start page of the archive says what.')
    for (const line of describeTimestamps(archive)) terminal.say(line)
    terminal.say(archive.path)
  } else if (error) {
    terminal.say(error.message)
  } else if (state === 'paused') {
    terminal.say(`Paused. To go on: muniment resume ${status.taskId}`)
  } else if (state === 'aborted') {
    terminal.say('Aborted. Give the same command again to go on.')
  }
  if (terminal.json) {
    terminal.result({
      taskId: status.taskId,
      status: state,
      archive: archive?.path ?? null,
      unchanged,
      items: {
        total: progress.itemsTotal,
        finished: progress.itemsFinished,
        reused: progress.itemsReused,
        failed: progress.itemsFailed,
      },
    })
  }
  if (state === 'finished') return progress.itemsFailed === 0 ? exitCodes.finished : exitCodes.itemsFailed
  if (state === 'aborted' || (state === 'paused' && error === null)) return exitCodes.aborted
  return error && progress.itemsFailed === 0 ? exitCodeFor(error.code) : exitCodes.itemsFailed
}

function countArchived({ itemsFinished, itemsTotal, itemsReused }: TaskProgress): string {
  const reused = itemsReused > 0 ? ` (${itemsReused} had not changed and were taken from the archive before)` : ''
  return `${itemsFinished} of ${itemsTotal ?? 0} archived${reused}`
}
