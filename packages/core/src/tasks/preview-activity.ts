import type { ItemCandidate, TaskEstimate } from '../core.ts'
import type { ActivityArchiver } from '../driver/activity-archiver.ts'
import type { ActivityMetadata } from '../driver/activity-metadata.ts'
import type { ArchivingContext, ItemDescription } from '../driver/archiving-context.ts'
import type { ScopeSetting, ValidatedTaskSettings } from '../driver/settings-definition.ts'
import { validateSettings } from '../driver/validate-settings.ts'
import { ArchivingError, wrapUnknownError } from '../errors/index.ts'
import type { EnginePorts } from './engine-ports.ts'
import { settleWithin } from './settle-within.ts'
import type { StoredTask } from './stored-task.ts'
import { toTaskSnapshot } from './task-snapshot.ts'

/** What looking at an activity needs, without a task being made. */
export type PreviewPorts = Pick<EnginePorts, 'tasks' | 'openSource' | 'pseudonymOf' | 'now'>

/** An activity, and how it would be archived. */
export interface PreviewedActivity {
  readonly driver: ActivityArchiver
  readonly activity: ActivityMetadata
  readonly settings: ValidatedTaskSettings
}

/** Enough for an exam of a large course; whoever has more is told so. */
const mostItemsCounted = 1_000
const countingMs = 10_000
const graceMs = 500
const examplesShown = 3
/** Newer tasks tell more: the site and the program were as they are now. */
const tasksLookedAt = 10

/**
 * Counts what archiving would come to. It lists the items as a task would, but not for long: what is not told by then is
 * left out of the estimate.
 *
 * @throws ArchivingError of the source and of the driver
 */
export async function estimateActivity(
  previewed: PreviewedActivity,
  ports: PreviewPorts,
  signal: AbortSignal,
): Promise<TaskEstimate> {
  const { activity, driver } = previewed
  const costs = await readCosts(driver.id, activity.sourceId, ports)
  const timeIsUp = AbortSignal.timeout(countingMs)
  const counted: Counted = { archiveName: null, itemCount: 0, isCountComplete: false, examples: [] }
  try {
    const ended = AbortSignal.any([signal, timeIsUp])
    await settleWithin(count(previewed, { counted, ports }, ended), ended, graceMs)
  } catch (error) {
    // What was counted until then is worth telling.
    if (signal.aborted || !timeIsUp.aborted) throw wrapUnknownError(error)
  }
  return { ...counted, ...costs }
}

/** Items of which activity, and the scope setting that is to pick some. */
export interface CandidatesOf extends Omit<PreviewedActivity, 'settings'> {
  readonly setting: string
}

/**
 * The items of an activity that a scope setting can pick, in the order in which they are listed.
 *
 * @throws ArchivingError `settings_invalid` if there is no such scope setting; of the source and of the driver
 */
export async function* listCandidates(
  { driver, activity, setting }: CandidatesOf,
  ports: PreviewPorts,
  signal: AbortSignal,
): AsyncGenerator<ItemCandidate> {
  const definitions = driver.getTaskSettingsDefinition()
  const scope = definitions.find(({ key }) => key === setting)
  if (scope?.kind !== 'scope') {
    throw new ArchivingError('settings_invalid', `There is no setting “${setting}” that picks items.`, {
      details: { setting },
    })
  }
  const settings = validateSettings(definitions, { [setting]: widestOf(scope) })
  try {
    const context = await openContext({ driver, activity, settings }, ports, signal)
    for await (const { scopeId, title } of driver.listItems(context)) {
      signal.throwIfAborted()
      if (scopeId !== undefined) yield { id: scopeId, title }
    }
  } catch (error) {
    throw wrapUnknownError(error)
  }
}

/** Also those that are not in the scope unless one asks for them: an attempt in progress can be chosen. */
function widestOf({ modes, default: usual }: ScopeSetting): { readonly mode: string } {
  return modes.some(({ value, picks }) => value === 'all' && !picks) ? { mode: 'all' } : usual
}

type Counted = { -readonly [Fact in Exclude<keyof TaskEstimate, keyof Costs>]: TaskEstimate[Fact] }

async function count(
  previewed: PreviewedActivity,
  { counted, ports }: { readonly counted: Counted; readonly ports: PreviewPorts },
  signal: AbortSignal,
): Promise<void> {
  const { driver } = previewed
  const context = await openContext(previewed, ports, signal)
  counted.archiveName = (await driver.describeActivity(context)).archiveName
  for await (const item of driver.listItems(context)) {
    signal.throwIfAborted()
    if (counted.itemCount === mostItemsCounted) return
    counted.itemCount++
    if (counted.examples.length < examplesShown) counted.examples = [...counted.examples, toExample(item)]
  }
  counted.isCountComplete = true
}

function toExample({ title, folder, fileName }: ItemDescription): Counted['examples'][number] {
  return { title, path: folder === '' ? fileName : `${folder}/${fileName}` }
}

type Costs = Pick<TaskEstimate, 'secondsPerItem' | 'bytesPerItem' | 'basedOnItems'>

/** What an item took in the newest tasks of the same archiver on the same source. */
async function readCosts(driverId: string, sourceId: string, { tasks }: PreviewPorts): Promise<Costs> {
  const { entries } = await tasks.page({ driverId, sourceId, states: ['finished'] }, { limit: tasksLookedAt })
  const paces = entries.flatMap(({ pace }) => (pace && pace.items > 0 ? [pace] : []))
  const sum = (of: 'items' | 'bytes' | 'workedMs'): number => paces.reduce((total, pace) => total + pace[of], 0)
  const items = sum('items')
  if (items === 0) return { secondsPerItem: null, bytesPerItem: null, basedOnItems: 0 }
  return { secondsPerItem: sum('workedMs') / 1_000 / items, bytesPerItem: sum('bytes') / items, basedOnItems: items }
}

/** What a driver gets, for a task that there is not. */
async function openContext(
  { driver, activity, settings }: PreviewedActivity,
  { openSource, pseudonymOf, now }: PreviewPorts,
  signal: AbortSignal,
): Promise<ArchivingContext> {
  const source = await openSource(activity.sourceId)
  const { siteUrl } = await source.describe(signal)
  return {
    task: toTaskSnapshot({ ...noTask, driverId: driver.id, activity, settings, createdAt: now() }, noCounts, undefined),
    settings,
    source,
    signal,
    log: { info: () => undefined, warn: () => undefined },
    pseudonymOf: (subject) => pseudonymOf(`${siteUrl} ${subject}`),
  }
}

const noCounts = { total: 0, pending: 0, running: 0, finished: 0, failed: 0, reused: 0, bytes: 0, lackingSomething: 0 }

const noTask = {
  id: 'preview',
  settingsOrigin: null,
  requestedBy: '',
  destinationFolder: null,
  priority: 'normal',
  state: 'created',
  error: null,
  description: null,
  itemsListed: false,
  listedAt: null,
  sealIncomplete: false,
  sealing: null,
  archiveId: null,
  pace: null,
  owner: null,
  reuseUnchanged: false,
  predecessorTaskId: null,
  activityFingerprint: null,
  startedAt: null,
  endedAt: null,
} as const satisfies Partial<StoredTask>
