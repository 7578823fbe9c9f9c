import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { SealMark } from '../ui/seal-mark.tsx'
import styles from './navigation.module.css'
import { places } from './places.ts'

export interface NavigationProps {
  /** Path of what is shown. */
  readonly path: string
  /** Finds what the places have. */
  readonly find: ReactNode
  /** Absent where nobody signs in. */
  readonly onSignOut?: (() => void) | undefined
}

/** Leads to the places of the app. */
export function Navigation({ path, find, onSignOut }: NavigationProps): ReactNode {
  const { words } = useLanguage()
  return (
    <header className={styles['side']}>
      <p className={styles['brand']}>
        <SealMark />
        <span>Muniment</span>
      </p>
      {find}
      <nav aria-label={words.navigation.label}>
        <ul className={styles['entries']}>
          {places.map(({ name, path: place, icon }) => (
            <li key={name}>
              <a
                className={styles['entry']}
                href={`#${place}`}
                aria-current={path === place ? 'page' : path.startsWith(`${place}/`) ? 'true' : undefined}
              >
                <Icon name={icon} />
                {words.navigation.places[name]}
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
    </header>
  )
}
