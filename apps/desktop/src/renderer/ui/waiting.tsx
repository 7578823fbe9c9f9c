import type { ReactNode } from 'react'
import styles from './waiting.module.css'

/** Says what is being looked for, once it takes long enough to wonder. */
export function Waiting({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <p className={styles['waiting']} role="status">
      {children}
    </p>
  )
}
