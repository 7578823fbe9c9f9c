import type { ReactNode } from 'react'
import styles from './seal-mark.module.css'

const scallopedEdge =
  'M28.00 4.00A7.2 7.2 0 0 1 40.00 7.22A7.2 7.2 0 0 1 48.78 16.00A7.2 7.2 0 0 1 52.00 28.00A7.2 7.2 0 0 1 48.78 40.00A7.2 7.2 0 0 1 40.00 48.78A7.2 7.2 0 0 1 28.00 52.00A7.2 7.2 0 0 1 16.00 48.78A7.2 7.2 0 0 1 7.22 40.00A7.2 7.2 0 0 1 4.00 28.00A7.2 7.2 0 0 1 7.22 16.00A7.2 7.2 0 0 1 16.00 7.22A7.2 7.2 0 0 1 28.00 4.00Z'

/** Muniment's mark, the same as on archives: a wax seal with an M. The words beside it say what it means. */
export function SealMark(): ReactNode {
  return (
    <svg className={styles['mark']} viewBox="0 0 56 56" aria-hidden="true" focusable="false">
      <path fill="currentColor" d={scallopedEdge} />
      <circle className={styles['ring']} cx="28" cy="28" r="18.5" />
      <path className={styles['letter']} d="M20 36V20.5L28 30.5 36 20.5V36" />
    </svg>
  )
}
