import type { ActivityOverview } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import type { IconName } from '../../ui/icon.tsx'
import { StateWord, type StateWordProps } from '../../ui/state-word.tsx'

const looks: Readonly<
  Record<ActivityOverview['state'], { readonly tone: StateWordProps['tone']; readonly icon: IconName }>
> = {
  not_supported: { tone: 'quiet', icon: 'info' },
  never_archived: { tone: 'quiet', icon: 'more' },
  archiving: { tone: 'busy', icon: 'archive' },
  failed: { tone: 'bad', icon: 'cross' },
  changed: { tone: 'warn', icon: 'warning' },
  archived: { tone: 'good', icon: 'check' },
}

/** How an activity stands, and since when or why. */
export function ActivityState({ overview }: { readonly overview: ActivityOverview }): ReactNode {
  const { words } = useLanguage()
  const { tone, icon } = looks[overview.state]
  const more = useMore(overview)
  return (
    <>
      <StateWord tone={tone} icon={icon}>
        {words.courses.states[overview.state]}
      </StateWord>
      {more !== '' && <small title={more}>{more}</small>}
    </>
  )
}

function useMore({ state, reason, archive }: ActivityOverview): string {
  const { words, formatDate, textOf } = useLanguage()
  if (state === 'not_supported' && !archive) return words.courses.noArchiver
  if (state === 'failed') return reason ? textOf(reason) : ''
  if (!archive) return ''
  const date = formatDate(archive.sealedAt)
  const sealed = state === 'archived' ? date : words.courses.archivedAt(date)
  return archive.complete ? sealed : `${sealed} · ${words.courses.incomplete}`
}
