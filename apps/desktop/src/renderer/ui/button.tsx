import type { ReactNode } from 'react'
import styles from './button.module.css'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress: () => void
}

/** A quiet button, for everything that is not the one primary action of a screen. */
export function Button({ children, onPress }: ButtonProps): ReactNode {
  return (
    <button type="button" className={styles['button']} onClick={onPress}>
      {children}
    </button>
  )
}
