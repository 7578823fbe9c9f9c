import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './notice.module.css'

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad'

const icons: Readonly<Record<NoticeTone, IconName>> = { info: 'info', good: 'check', warn: 'warning', bad: 'cross' }

export interface NoticeProps {
  readonly tone: NoticeTone
  readonly title?: string
  readonly children?: ReactNode
  /** What to do about it. */
  readonly actions?: ReactNode
  /** It comes up by itself, so screen readers tell it; at once, if it is `bad`. */
  readonly isLive?: boolean
}

/** Something to know, between the things of a screen: what happened, what is safe, what to do. */
export function Notice({ tone, title, children, actions, isLive = tone === 'bad' }: NoticeProps): ReactNode {
  const role = isLive ? (tone === 'bad' ? 'alert' : 'status') : undefined
  return (
    <section className={styles['notice']} data-tone={tone} role={role}>
      <Icon name={icons[tone]} />
      <div className={styles['words']}>
        {title !== undefined && <h2>{title}</h2>}
        {children !== undefined && <div className={styles['text']}>{children}</div>}
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </div>
    </section>
  )
}
