import type { ArtifactCheckReport } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './storage-section.module.css'
import type { Written } from './words.ts'

export interface DamagesDialogProps {
  readonly damages: ArtifactCheckReport['damages']
  /** Of all, listed or not. */
  readonly count: number
  readonly written: Written
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** As many as somebody reads; the rest is counted. */
const mostShown = 100

/** Which kept contents are damaged, for whoever looks into it. */
export function DamagesDialog({ damages, count, written, isOpen, onClose }: DamagesDialogProps): ReactNode {
  const { words } = useLanguage()
  const { kinds, needed, notNeeded, more, listLabel } = words.storage.upkeep.damaged
  const shown = damages.slice(0, mostShown)
  return (
    <Dialog
      title={listLabel}
      isWide
      isOpen={isOpen}
      onClose={onClose}
      actions={<Button onPress={onClose}>{words.general.close}</Button>}
    >
      <ul className={styles['damages']} aria-label={listLabel} tabIndex={0}>
        {shown.map((damage) => (
          <li key={damage.sha256}>
            <code>{damage.sha256}</code>
            <span>
              {kinds[damage.kind]}, {damage.needed ? needed : notNeeded}
            </span>
          </li>
        ))}
      </ul>
      {count > shown.length && <p>{more(written.number(count - shown.length))}</p>}
    </Dialog>
  )
}
