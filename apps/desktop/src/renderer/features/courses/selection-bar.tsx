import type { ActivityOverview } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { canArchive } from './course-counts.ts'
import styles from './courses-screen.module.css'

export interface SelectionBarProps {
  readonly chosen: readonly ActivityOverview[]
  readonly isBusy: boolean
  /** Where the settings of an archive are chosen. */
  readonly settingsOf: (activity: ActivityOverview) => string
  readonly onArchive: (chosen: readonly ActivityOverview[]) => void
  readonly onClear: () => void
}

/** What can be done with the activities that are chosen. */
export function SelectionBar({ chosen, isBusy, settingsOf, onArchive, onClear }: SelectionBarProps): ReactNode {
  const { words, formatNumber } = useLanguage()
  const { label, count, archive, choose, clear, leftOut } = words.courses.selection
  const possible = chosen.filter(canArchive)
  const left = chosen.length - possible.length
  const [only] = possible
  return (
    <div className={styles['bar']} role="group" aria-label={label}>
      <p role="status">
        {count(chosen.length, formatNumber(chosen.length))}
        {left > 0 && ` · ${leftOut(left, formatNumber(left))}`}
      </p>
      <div className={styles['actions']}>
        <Button onPress={onClear}>{clear}</Button>
        {only && possible.length === 1 && <ButtonLink href={settingsOf(only)}>{choose}</ButtonLink>}
        {only && (
          <Button tone="primary" isBusy={isBusy} onPress={() => onArchive(possible)}>
            {archive(possible.length)}
          </Button>
        )}
      </div>
    </div>
  )
}
