import { useEffect, useEffectEvent } from 'react'
import { useTaskList } from '../tasks/use-task-list.ts'

/** Tells whenever a task begins or ends, so that what depends on that can be read anew. */
export function useTaskEnds(onChange: () => void): void {
  const { phase, tasks } = useTaskList().state
  const news = tasks.map(({ id, status }) => `${id} ${isOver(status.state) ? 'over' : status.state}`).join()
  const tell = useEffectEvent(onChange)
  const isKnown = phase === 'live'
  useEffect(() => {
    if (isKnown && news !== '') tell()
  }, [isKnown, news])
}

const overStates: ReadonlySet<string> = new Set(['finished', 'failed', 'aborted', 'paused'])

function isOver(state: string): boolean {
  return overStates.has(state)
}
