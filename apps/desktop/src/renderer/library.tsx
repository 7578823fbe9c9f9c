import { useState, type ReactNode } from 'react'
import { App } from './app.tsx'
import type { Connect } from './connection/connect-to-engine.ts'
import { Engine } from './connection/engine.ts'
import { pause } from './connection/pause.ts'
import { EngineContext } from './connection/use-engine.ts'
import { TaskListStore } from './features/tasks/task-list-store.ts'
import { TaskListContext } from './features/tasks/use-task-list.ts'

export interface LibraryProps {
  readonly connect: Connect
}

/** The app over one connection. Its stores go with it, so that whoever signs in next sees nothing of who was there before. */
export function Library({ connect }: LibraryProps): ReactNode {
  const [engine] = useState(() => new Engine({ connect, pause }))
  const [taskList] = useState(() => new TaskListStore({ connect, pause }))
  return (
    <EngineContext value={engine}>
      <TaskListContext value={taskList}>
        <App />
      </TaskListContext>
    </EngineContext>
  )
}
