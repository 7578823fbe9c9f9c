import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './state-word.module.css'

export interface StateWordProps {
  readonly tone: 'quiet' | 'busy' | 'good' | 'warn' | 'bad'
  readonly icon: IconName
  readonly children: ReactNode
}

/** A state: icon, word and colour, so that none of them is needed to tell it. */
export function StateWord({ tone, icon, children }: StateWordProps): ReactNode {
  return (
    <span className={styles['state']} data-tone={tone}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  )
}
