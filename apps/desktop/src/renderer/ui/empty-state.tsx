import type { ReactNode } from 'react'
import styles from './empty-state.module.css'
import { SealMark } from './seal-mark.tsx'

export interface EmptyStateProps {
  readonly title: string
  /** What will be here. */
  readonly children: ReactNode
  /** The next step. */
  readonly actions?: ReactNode
}

/** A screen that has nothing to show yet teaches the next step. */
export function EmptyState({ title, children, actions }: EmptyStateProps): ReactNode {
  return (
    <section className={styles['empty']}>
      <SealMark />
      <h2>{title}</h2>
      <div className={styles['text']}>{children}</div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </section>
  )
}
