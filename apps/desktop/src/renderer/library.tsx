import { useState, type ReactNode } from 'react'
import { App } from './app.tsx'
import type { Connect } from './connection/connect-to-engine.ts'
import { pause } from './connection/pause.ts'
import { ArchiverListStore } from './features/archivers/archiver-list-store.ts'
import { ArchiverListContext } from './features/archivers/use-archiver-list.ts'
import { TaskListStore } from './features/tasks/task-list-store.ts'
import { TaskListContext } from './features/tasks/use-task-list.ts'

export interface LibraryProps {
  readonly connect: Connect
}

/** The app over one connection. Its stores go with it, so that whoever signs in next sees nothing of who was there before. */
export function Library({ connect }: LibraryProps): ReactNode {
  const [taskList] = useState(() => new TaskListStore({ connect, pause }))
  const [archiverList] = useState(() => new ArchiverListStore(connect))
  return (
    <TaskListContext value={taskList}>
      <ArchiverListContext value={archiverList}>
        <App />
      </ArchiverListContext>
    </TaskListContext>
  )
}
