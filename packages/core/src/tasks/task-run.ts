import type { EngineOptions, EnginePorts } from './engine-ports.ts'
import type { ItemSlots } from './item-slots.ts'
import type { SourceOutage } from './source-outage.ts'
import type { TaskExecution } from './task-execution.ts'
import { takenOver } from './task-hold.ts'
import { toTaskSnapshot } from './task-snapshot.ts'

/** One task being executed by this process. */
export interface TaskRun {
  readonly execution: TaskExecution
  readonly ports: EnginePorts
  readonly options: EngineOptions
  /** Room for items, shared with other tasks. */
  readonly slots: ItemSlots
  /** Whether the source answers, shared with other tasks of the same source. */
  readonly outage: SourceOutage
}

/** Keeps facts of a task. @throws ArchivingError `state_conflict` if it is another process's by now. */
export async function keep(
  { execution, ports }: TaskRun,
  facts: Parameters<EnginePorts['tasks']['update']>[2],
): Promise<void> {
  if (await ports.tasks.update(execution.task.id, execution.task.owner ?? '', facts)) return
  throw takenOver()
}

/** Shows what is being done with a task. */
export function show({ execution, ports }: TaskRun, activity: TaskExecution['activity']): void {
  execution.activity = activity
  ports.changes.announce(execution.task.id)
}

/** The task as drivers see it. */
export async function snapshotOf({ execution, ports }: TaskRun) {
  return toTaskSnapshot(execution.task, await ports.items.counts(execution.task.id), execution)
}
