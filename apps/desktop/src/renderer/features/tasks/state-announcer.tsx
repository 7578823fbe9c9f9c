import type { ActivityArchivingTask } from '@muniment/sdk'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'

export interface StateAnnouncerProps {
  readonly tasks: readonly ActivityArchivingTask[]
  readonly isLive: boolean
}

/** Tells screen readers when a task changes its state; not each step of its progress, which would never end. */
export function StateAnnouncer({ tasks, isLive }: StateAnnouncerProps): ReactNode {
  const { words } = useLanguage()
  const before = useRef<ReadonlyMap<string, string> | null>(null)
  const [news, setNews] = useState('')
  useEffect(() => {
    if (!isLive) return
    const known = before.current
    before.current = new Map(tasks.map(({ id, status }) => [id, status.state]))
    if (!known) return
    const changed = tasks.filter(({ id, status }) => known.get(id) !== status.state)
    if (changed.length === 0) return
    const sentences = changed.map(({ activity, status }) =>
      words.tasks.changed(activity.activityName, words.tasks.states[status.state]),
    )
    setNews(sentences.join('. '))
  }, [tasks, isLive, words])
  return (
    <p className="visually-hidden" role="status">
      {news}
    </p>
  )
}
