import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useEngine } from '../../connection/use-engine.ts'
import { TaskStore, type TaskScreenState } from './task-store.ts'

/** One task, live for as long as something shows it. */
export function useTask(taskId: string): { readonly store: TaskStore; readonly state: TaskScreenState } {
  const engine = useEngine()
  const [store] = useState(() => new TaskStore(engine, taskId))
  useEffect(() => store.start(), [store])
  return { store, state: useStore(store.state) }
}
