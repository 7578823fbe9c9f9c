import type { ActivityArchivingTask, ActivityArchivingTaskStatus } from '@muniment/sdk'

type Tasks = readonly ActivityArchivingTask[]

/** The list with a task in it, in place of its former self or where it belongs by age (newest first). */
export function placeTask(tasks: Tasks, task: ActivityArchivingTask, hasEarlier: boolean): Tasks {
  if (tasks.some(({ id }) => id === task.id)) return tasks.map((other) => (other.id === task.id ? task : other))
  const index = tasks.findIndex((other) => isBefore(other, task))
  if (index >= 0) return tasks.toSpliced(index, 0, task)
  // Where earlier tasks are not shown, one that is earlier still is not either.
  return hasEarlier ? tasks : [...tasks, task]
}

/** The list with a task's new status; as it was if the task is not in it. */
export function withStatus(tasks: Tasks, status: ActivityArchivingTaskStatus): Tasks {
  return tasks.map((task) => (task.id === status.taskId ? { ...task, status } : task))
}

/** Ids rise with time, so they decide between tasks of one millisecond. */
function isBefore(one: ActivityArchivingTask, other: ActivityArchivingTask): boolean {
  const difference = one.createdAt.getTime() - other.createdAt.getTime()
  return difference === 0 ? one.id < other.id : difference < 0
}
