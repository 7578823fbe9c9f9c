import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.ts'
import styles from './navigation.module.css'
import { SealMark } from './seal-mark.tsx'

/** Where one can go. Entries come with their screens; there is one as yet. */
export function Navigation(): ReactNode {
  const { words } = useLanguage()
  return (
    <div className={styles['side']}>
      <p className={styles['brand']}>
        <SealMark />
        <span>Muniment</span>
      </p>
      <nav aria-label={words.navigation.label}>
        <ul className={styles['entries']}>
          <li>
            <a className={styles['entry']} href="#content" aria-current="page">
              <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
                <path d="M3.5 5l1.3 1.3L7 4M3.5 10l1.3 1.3L7 9M3.5 15l1.3 1.3L7 14M10 5.2h7M10 10.2h7M10 15.2h7" />
              </svg>
              {words.navigation.tasks}
            </a>
          </li>
        </ul>
      </nav>
    </div>
  )
}
