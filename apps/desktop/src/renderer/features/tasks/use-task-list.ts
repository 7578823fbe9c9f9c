import { createContext, useContext, useEffect } from 'react'
import { useStore } from 'zustand'
import type { TaskListState, TaskListStore } from './task-list-store.ts'

export const TaskListContext = createContext<TaskListStore | null>(null)

/** The task list of the app, live for as long as something shows it. */
export function useTaskList(): { readonly list: TaskListStore; readonly state: TaskListState } {
  const list = useContext(TaskListContext)
  if (!list) throw new Error('There is no task list around this component.')
  useEffect(() => list.start(), [list])
  return { list, state: useStore(list.state) }
}
