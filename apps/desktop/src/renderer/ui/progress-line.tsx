import type { ReactNode } from 'react'
import styles from './progress-line.module.css'

export interface ProgressLineProps {
  /** What it is the progress of. */
  readonly label: string
  readonly done: number
  /** Null while nobody knows; then the track is empty and still, and words beside it say what is being done. */
  readonly total: number | null
  /** It does not move at present. */
  readonly isStill?: boolean
}

/** How far something is. */
export function ProgressLine({ label, done, total, isStill = false }: ProgressLineProps): ReactNode {
  return (
    <progress
      className={styles['bar']}
      data-still={isStill || undefined}
      aria-label={label}
      {...(total !== null && total > 0 && { max: total, value: done })}
    />
  )
}
