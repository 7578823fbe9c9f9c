import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.ts'
import { Button } from './button.tsx'
import styles from './navigation.module.css'
import { SealMark } from './seal-mark.tsx'

/** Where one can go, in order, with the lines of its picture. */
const screens = [
  { name: 'tasks', lines: 'M3.5 5l1.3 1.3L7 4M3.5 10l1.3 1.3L7 9M3.5 15l1.3 1.3L7 14M10 5.2h7M10 10.2h7M10 15.2h7' },
  { name: 'archivers', lines: 'M3 4h14v4H3zM4.5 8v8h11V8M8 11.5h4' },
] as const

export type ScreenName = (typeof screens)[number]['name']

export interface NavigationProps {
  /** What is shown. */
  readonly screen: ScreenName
  readonly onShow: (screen: ScreenName) => void
  /** Absent where nobody signs in. */
  readonly onSignOut?: (() => void) | undefined
}

/** Leads to the screens, and into the content of what it shows. */
export function Navigation({ screen, onShow, onSignOut }: NavigationProps): ReactNode {
  const { words } = useLanguage()
  return (
    <div className={styles['side']}>
      <p className={styles['brand']}>
        <SealMark />
        <span>Muniment</span>
      </p>
      <nav aria-label={words.navigation.label}>
        <ul className={styles['entries']}>
          {screens.map(({ name, lines }) => (
            <li key={name}>
              <a
                className={styles['entry']}
                href="#content"
                aria-current={name === screen ? 'page' : undefined}
                onClick={() => onShow(name)}
              >
                <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
                  <path d={lines} />
                </svg>
                {words.navigation[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {onSignOut && (
        <div className={styles['foot']}>
          <Button onPress={onSignOut}>{words.navigation.signOut}</Button>
        </div>
      )}
    </div>
  )
}
