import { useCallback, useState, type ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ScreenHeader } from '../../ui/screen-header.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Waiting } from '../../ui/waiting.tsx'
import { useSession } from '../sign-in/use-session.ts'
import { StateAnnouncer } from '../tasks/state-announcer.tsx'
import { IncompleteDialog } from './incomplete-dialog.tsx'
import { ItemsView } from './items-view.tsx'
import { LogView } from './log-view.tsx'
import { TaskActionBar } from './task-action-bar.tsx'
import { TaskHead } from './task-head.tsx'
import type { TaskStore, TaskScreenState } from './task-store.ts'
import { TaskTroubles } from './task-troubles.tsx'
import { useTask } from './use-task.ts'

export interface TaskScreenProps {
  /** From the address. */
  readonly taskId: string
}

/** Is it going well? One task. */
export function TaskScreen({ taskId }: TaskScreenProps): ReactNode {
  const { store, state } = useTask(taskId)
  const { words, textOf } = useLanguage()
  const { phase, task, failure } = state
  if (phase === 'missing') return <Missing />
  return (
    <>
      {phase === 'loading' && <Waiting>{words.task.waiting}</Waiting>}
      {phase === 'failed' && (
        <Notice
          tone="bad"
          title={words.task.failedToLoad}
          actions={<Button onPress={() => store.retry()}>{words.general.tryAgain}</Button>}
        >
          <p>{failure && textOf(failure.text)}</p>
          <p>{words.tasks.problem.safe}</p>
        </Notice>
      )}
      {task && <LiveTask store={store} state={{ ...state, task }} />}
    </>
  )
}

interface LiveTaskProps {
  readonly store: TaskStore
  readonly state: TaskScreenState & { readonly task: NonNullable<TaskScreenState['task']> }
}

function LiveTask({ store, state }: LiveTaskProps): ReactNode {
  const { words } = useLanguage()
  const session = useSession()
  const [view, setView] = useState<'items' | 'log'>('items')
  const [isSealing, setSealing] = useState(false)
  const { task, items, phase } = state
  const retry = useCallback(() => void store.act('execute'), [store])
  const views = [
    {
      id: 'items',
      name: words.task.tabs.items,
      content: () => (
        <ItemsView
          store={store}
          list={items}
          areListed={task.status.progress.itemsTotal !== null}
          areRead={state.areItemsRead}
          onRetry={task.status.state === 'failed' ? retry : undefined}
        />
      ),
    },
    { id: 'log', name: words.task.tabs.log, content: () => <LogView store={store} /> },
  ] as const
  return (
    <>
      <ScreenHeader
        parent={{ name: words.tasks.title, href: addresses.tasks() }}
        title={<bdi>{task.activity.activityName}</bdi>}
        summary={<bdi>{task.activity.courseName}</bdi>}
        actions={<TaskActionBar store={store} state={state} onSealIncomplete={() => setSealing(true)} />}
      />
      {phase === 'reconnecting' && (
        <Notice tone="info" isLive>
          {session ? words.task.reconnectingToServer : words.task.reconnecting}
        </Notice>
      )}
      <TaskHead task={task} items={items} />
      <TaskTroubles state={state} />
      <Tabs label={words.task.tabs.label} views={views} shown={view} onShow={setView} />
      <IncompleteDialog
        task={task}
        items={items}
        isOpen={isSealing}
        onClose={() => setSealing(false)}
        onConfirm={() => {
          setSealing(false)
          void store.act('sealIncomplete')
        }}
      />
      <StateAnnouncer tasks={[task]} isLive={phase === 'live'} />
    </>
  )
}

function Missing(): ReactNode {
  const { missing } = useLanguage().words.task
  return (
    <EmptyState
      title={missing.title}
      actions={
        <ButtonLink tone="primary" href={addresses.tasks()}>
          {missing.toTasks}
        </ButtonLink>
      }
    >
      {missing.text}
    </EmptyState>
  )
}
