import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './screen-header.module.css'

export interface ScreenHeaderProps {
  readonly title: ReactNode
  /** The answer to the screen's question, or what it is for, in a sentence. */
  readonly summary?: ReactNode
  /** Where it belongs: the way back. */
  readonly parent?: { readonly name: string; readonly href: string }
  /** What can be done here; the primary one last. */
  readonly actions?: ReactNode
}

/** The head of every screen. */
export function ScreenHeader({ title, summary, parent, actions }: ScreenHeaderProps): ReactNode {
  return (
    <header className={styles['header']}>
      {parent && (
        <a className={styles['parent']} href={parent.href}>
          <Icon name="back" />
          <bdi>{parent.name}</bdi>
        </a>
      )}
      <div className={styles['row']}>
        <div className={styles['words']}>
          <h1>{title}</h1>
          {summary !== undefined && <p>{summary}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
    </header>
  )
}
