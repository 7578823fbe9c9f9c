import { useState, type ReactNode } from 'react'
import { bridgeName } from '../shared/ipc-contract.ts'
import { App } from './app.tsx'
import type { Connect } from './connection/connect-to-engine.ts'
import { Engine } from './connection/engine.ts'
import { pause } from './connection/pause.ts'
import { EngineContext } from './connection/use-engine.ts'
import { ArchiveAccessContext } from './features/archive/archive-access.ts'
import { createDesktopAccess } from './features/archive/desktop-access.ts'
import { createWebAccess } from './features/archive/web-access.ts'
import { KeyGate } from './features/key/key-gate.tsx'
import { TaskListStore } from './features/tasks/task-list-store.ts'
import { TaskListContext } from './features/tasks/use-task-list.ts'

export interface LibraryProps {
  readonly connect: Connect
}

/** The app over one connection. Its stores go with it, so that whoever signs in next sees nothing of who was there before. */
export function Library({ connect }: LibraryProps): ReactNode {
  const [opened, setOpened] = useState(1)
  return <OpenLibrary key={opened} connect={connect} onOpenAgain={() => setOpened(opened + 1)} />
}

interface OpenLibraryProps extends LibraryProps {
  readonly onOpenAgain: () => void
}

function OpenLibrary({ connect, onOpenAgain }: OpenLibraryProps): ReactNode {
  const [engine] = useState(() => new Engine({ connect, pause }))
  const [taskList] = useState(() => new TaskListStore({ connect, pause }))
  const [access] = useState(() => {
    const bridge = window[bridgeName]
    return bridge ? createDesktopAccess(bridge) : createWebAccess(engine)
  })
  return (
    <EngineContext value={engine}>
      <ArchiveAccessContext value={access}>
        <TaskListContext value={taskList}>
          <KeyGate engine={engine} onDecided={onOpenAgain}>
            <App />
          </KeyGate>
        </TaskListContext>
      </ArchiveAccessContext>
    </EngineContext>
  )
}
