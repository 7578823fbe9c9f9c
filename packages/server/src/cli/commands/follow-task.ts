import type { ActivityArchivingTaskStatus, MunimentClient, TaskLogEntry, TaskProgress } from '@muniment/sdk'
import { formatBytes, formatSecondsLeft } from '../quantities.ts'
import type { Invocation } from '../invocation.ts'

const barLength = 24
/** Without a screen, progress is told after each further part of the whole. */
const plainStep = 0.1

/**
 * Shows a task until it has ended. At Ctrl-C the task is aborted, and followed to its end.
 *
 * @returns its final status.
 */
export async function followTask(
  client: MunimentClient,
  taskId: string,
  { terminal, interrupted }: Invocation,
): Promise<ActivityArchivingTaskStatus> {
  let status = await client.tasks.getStatus({ taskId })
  let told = -1
  const onInterrupt = (): void => {
    terminal.say('Stopping. Press Ctrl-C again to leave at once; what was archived is kept in any case.')
    // A failure shows in the task's end.
    client.tasks.abort({ taskId }).catch(() => undefined)
  }
  interrupted.addEventListener('abort', onInterrupt, { once: true })
  try {
    if (interrupted.aborted) onInterrupt()
    for await (const event of client.tasks.watch({ taskId })) {
      if (event.kind === 'log') {
        if (isTrouble(event.entry)) terminal.say(`! ${event.entry.message}`)
        continue
      }
      status = event.status
      terminal.show(describeStatus(status))
      told = tellPlainly(status, told, (line) => {
        if (!terminal.isScreen) terminal.say(line)
      })
    }
    return status
  } finally {
    interrupted.removeEventListener('abort', onInterrupt)
    terminal.settle()
  }
}

/** What to tell at once. Why the task as a whole failed is told at its end. */
function isTrouble({ level, itemKey }: TaskLogEntry): boolean {
  return level === 'warning' || (level === 'error' && itemKey !== null)
}

/** One line: `████████░░░░  212 of 300 · 45 a minute · about 2 min left`. */
function describeStatus(status: ActivityArchivingTaskStatus): string {
  const { progress, state } = status
  const { itemsTotal } = progress
  if (state === 'finalizing') return ['Sealing the archive …', ...percentOf(progress.sealedShare)].join(' ')
  if (state === 'aborting') return 'Stopping …'
  if (state === 'pausing') return 'Pausing …'
  if (itemsTotal === null) return status.activity === 'listing' ? describeListing(progress) : 'Connecting …'
  if (status.activity === 'waiting') return `${countItems(progress)} · waiting for the site to answer …`
  const done = progress.itemsFinished + progress.itemsFailed
  const filled = itemsTotal === 0 ? barLength : Math.round((done / itemsTotal) * barLength)
  const bar = '█'.repeat(filled) + '░'.repeat(barLength - filled)
  return [`${bar}  ${countItems(progress)}`, ...describePace(progress)].join(' · ')
}

function countItems({ itemsTotal, itemsFinished, itemsFailed }: TaskProgress): string {
  const failed = itemsFailed > 0 ? ` (${itemsFailed} failed)` : ''
  return `${itemsFinished} of ${itemsTotal ?? '?'} archived${failed}`
}

function describeListing({ itemsFound }: TaskProgress): string {
  return `Looking what there is to archive …${itemsFound > 0 ? ` ${itemsFound} so far` : ''}`
}

const percentOf = (share: number | null): string[] => (share === null ? [] : [`${Math.floor(share * 100)} %`])

/** From this rate on, items are large enough for their bytes to be told. */
const largeBytesPerSecond = 1_000_000

function describePace({ itemsPerMinute, bytesPerSecond, secondsLeft }: TaskProgress): string[] {
  return [
    ...(itemsPerMinute === null
      ? []
      : [`${itemsPerMinute < 10 ? itemsPerMinute.toFixed(1) : Math.round(itemsPerMinute)} a minute`]),
    ...(bytesPerSecond === null || bytesPerSecond < largeBytesPerSecond
      ? []
      : [`${formatBytes(bytesPerSecond)} a second`]),
    ...(secondsLeft === null ? [] : [`${formatSecondsLeft(secondsLeft)} left`]),
  ]
}

/** @returns the part of the whole that was told last. */
function tellPlainly(status: ActivityArchivingTaskStatus, told: number, say: (line: string) => void): number {
  const { progress, state } = status
  if (state !== 'running' || progress.itemsTotal === null || progress.itemsTotal === 0) return told
  const part = (progress.itemsFinished + progress.itemsFailed) / progress.itemsTotal
  if (part < told + plainStep && !(part === 1 && told < 1)) return told
  say([countItems(progress), ...describePace(progress)].join(' · '))
  return part
}
