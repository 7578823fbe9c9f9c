/**
 * A program that archives an activity of a few items, or goes on with it, and tells the archive. It uses no typesetter
 * and no site for its items, so that it can be killed hundreds of times.
 */
import process from 'node:process'
import {
  ActivityArchiver,
  createCore,
  type ActivityDescription,
  type ActivityMetadata,
  type ArchivingItem,
  type Core,
  type DriverHost,
  type ItemContext,
  type ItemDescription,
  type ItemOutcome,
  type SettingsDefinition,
} from '@muniment/core'

/** How the program is started. */
export interface ChildWork {
  readonly dataFolder: string
  readonly site: { readonly url: string; readonly token: string }
  readonly authority: string
}

const items = 3

/** Each item has a text of its own, in two pieces, and a file that all of them share. */
class PlainArchiver extends ActivityArchiver<number> {
  readonly id = 'plain'
  readonly name = { en: 'Plain' }
  readonly activityKind = 'plain'
  readonly itemColumns = ['number']
  readonly availableTaskSettings: readonly SettingsDefinition[] = []

  async describeActivity(): Promise<ActivityDescription> {
    return { title: 'Plain', facts: {}, archiveName: 'Plain' }
  }

  async *listItems(): AsyncGenerator<ItemDescription<number>> {
    for (let data = 1; data <= items; data++) {
      yield { key: `item-${data}`, title: `Item ${data}`, folder: `Folder ${data}`, fileName: 'Text', data }
    }
  }

  async archiveItem({ data }: ArchivingItem<number>, { artifacts }: ItemContext): Promise<ItemOutcome> {
    async function* text(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`This is item ${data}. `.repeat(2_000))
      yield Buffer.from('This is its end.')
    }
    await artifacts.write({
      placement: { kind: 'beside', suffix: '.txt' },
      role: 'report',
      mediaType: 'text/plain',
      content: text(),
    })
    await artifacts.write({
      placement: { kind: 'attachment', path: 'shared.txt' },
      role: 'attachment',
      mediaType: 'text/plain',
      content: Buffer.from('All items have this file.'),
    })
    return { row: { number: data }, record: { number: data }, remarks: [] }
  }
}

/** Opens the installation as the server does, with one more driver. */
export async function openPlainCore({ dataFolder, authority }: ChildWork, now = () => new Date()): Promise<Core> {
  const core = await createCore({
    dataFolder,
    secretKey: new Uint8Array(32).fill(1),
    version: '0.0.0-test',
    concurrency: 2,
    typesetterProcesses: 1,
    timestampAuthorities: [authority],
    now,
  })
  const host: object = core.tasks
  if (!isDriverHost(host)) throw new TypeError('The task service is no host of drivers any more.')
  core.drivers.register(new PlainArchiver(host))
  return core
}

function isDriverHost(value: object): value is DriverHost {
  return 'createTask' in value && 'tasksOf' in value
}

/** Goes on with what there is, or begins; returns the path of the archive. */
export async function archivePlain(core: Core, { site }: ChildWork): Promise<string> {
  const task = (await existingTask(core)) ?? (await newTask(core, site))
  await core.start()
  const { state } = (await core.tasks.get(task)).status
  if (state === 'created') await core.tasks.execute(task)
  for await (const event of core.tasks.watch({ taskId: task, after: 0 }, AbortSignal.timeout(60_000))) {
    if (event.kind === 'status' && event.status.error) throw new Error(event.status.error.message)
  }
  const { archiveId, status } = await core.tasks.get(task)
  if (archiveId === null) throw new Error(`The task ended as ${status.state}.`)
  return (await core.archives.get(archiveId)).path
}

async function existingTask(core: Core): Promise<string | undefined> {
  const { entries } = await core.tasks.all.page({ limit: 2 })
  if (entries.length > 1) throw new Error('There are two tasks.')
  return entries[0]?.id
}

async function newTask(core: Core, { url: address, token }: ChildWork['site']): Promise<string> {
  const { id: sourceId } = await core.sources.connectMoodle({ address, credentials: { kind: 'token', token } })
  const activity: ActivityMetadata = {
    sourceId,
    courseId: 7,
    courseName: 'A course',
    courseShortName: 'C',
    activityKind: 'plain',
    activityId: 1,
    courseModuleId: 1,
    activityName: 'Plain',
  }
  return (await core.tasks.create('plain', activity)).id
}

if (import.meta.main) {
  const work: ChildWork = JSON.parse(process.argv[2] ?? '')
  await using core = await openPlainCore(work)
  process.stdout.write(`${JSON.stringify({ archive: await archivePlain(core, work) })}\n`)
}
