import type { ReactNode } from 'react'
import styles from './button.module.css'

export interface ButtonProps {
  readonly children: ReactNode
  /** Absent for a button that submits the form around it. */
  readonly onPress?: () => void
  /** The one thing that a screen is there for. */
  readonly isPrimary?: boolean
  /** What it began is still going on: pressing it does nothing. */
  readonly isBusy?: boolean
}

/** A quiet button, or the primary action of a screen. */
export function Button({ children, onPress, isPrimary = false, isBusy = false }: ButtonProps): ReactNode {
  const className = isPrimary ? `${styles['button']} ${styles['primary']}` : styles['button']
  return (
    <button
      type={onPress ? 'button' : 'submit'}
      className={className}
      onClick={onPress}
      aria-disabled={isBusy || undefined}
    >
      {children}
    </button>
  )
}
