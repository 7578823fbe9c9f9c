import assert from 'node:assert/strict'
import type { TaskState } from '../../driver/activity-archiving-task.ts'
import type { NewTask } from '../../tasks/stored-task.ts'
import type { Claim, NewArchive, TaskStore } from '../../tasks/task-store.ts'

const start = Date.UTC(2026, 0, 1)

/** A task with the id `task-007`: ids rise with time. */
export function sampleTask(number: number, sourceId: string, changes: Partial<NewTask> = {}): NewTask {
  return {
    id: `task-${String(number).padStart(3, '0')}`,
    driverId: 'sample',
    activity: {
      sourceId,
      courseId: 7,
      courseName: 'Weltgeschichte «Ⅰ» \u0000 日本',
      courseShortName: 'HIST',
      activityKind: 'sample',
      activityId: 3,
      courseModuleId: 33,
      activityName: `Activity ${number}`,
    },
    settings: { sections: ['one', 'two'], scope: { mode: 'users', ids: [3, 4] }, limit: 5, keep: false },
    settingsOrigin: {
      sections: { kind: 'given' },
      limit: { kind: 'preset', preset: 'Häufig \u0000' },
      keep: { kind: 'default' },
    },
    requestedBy: "somebody's key \u0000",
    destinationFolder: null,
    reuseUnchanged: true,
    priority: 'normal',
    createdAt: new Date(start + number * 1_000),
    ...changes,
  }
}

/** A claim of `owner`, whose lease ends so many milliseconds after the first moment of the samples. */
export function claimOf(owner: string, leaseMs = 60_000): Claim {
  return { owner, now: new Date(start), leaseUntil: new Date(start + leaseMs) }
}

/** An archive to be entered. */
export function sampleArchive(number: number): NewArchive {
  return {
    id: `archive-${number}`,
    courseId: 7,
    title: 'An archive',
    fileName: 'An archive.zip',
    path: `/archives/${number}/An archive.zip`,
    sha256: 'ab'.repeat(32),
    manifestSha256: 'cd'.repeat(32),
    sizeBytes: 1_000,
    complete: true,
    items: 3,
    sealedAt: new Date(start + 500_000),
    predecessorId: null,
    timestamps: [],
  }
}

/** Ways by which a task comes to each state. */
const ways: Readonly<Record<TaskState, readonly TaskState[]>> = {
  created: [],
  scheduled: ['scheduled'],
  running: ['scheduled', 'running'],
  finalizing: ['scheduled', 'running', 'finalizing'],
  pausing: ['scheduled', 'running', 'pausing'],
  aborting: ['scheduled', 'running', 'aborting'],
  paused: ['scheduled', 'paused'],
  finished: ['scheduled', 'running', 'finalizing', 'finished'],
  failed: ['scheduled', 'running', 'failed'],
  aborted: ['scheduled', 'aborted'],
}

/** Adds a task and brings it to a state, in which `owner` holds it if anybody does. */
export async function addTaskIn(store: TaskStore, task: NewTask, state: TaskState, owner = 'first'): Promise<void> {
  await store.insert(task)
  for (const to of ways[state]) {
    if (to === 'running') {
      const claimed = await store.claimNext(claimOf(owner))
      assert.equal(claimed?.id, task.id, 'The oldest scheduled task was not claimed.')
    } else if (to === 'finished') {
      assert.ok(
        await store.finish(task.id, owner, sampleArchive(Number(task.id.slice(-3)))),
        'It could not be finished.',
      )
    } else {
      assert.ok(await store.transition(task.id, { to }), `The task could not become ${to}.`)
    }
  }
  assert.equal((await store.get(task.id))?.state, state)
}
