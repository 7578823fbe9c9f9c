import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import styles from './button.module.css'

/**
 * - `plain`: one of several.
 * - `primary`: the one thing that a screen is there for.
 * - `danger`: takes something away.
 * - `quiet`: without a border, within tables and bars.
 */
export type ButtonTone = 'plain' | 'primary' | 'danger' | 'quiet'

export interface ButtonProps {
  readonly children: ReactNode
  /** Absent for a button that submits the form around it, or opens what a trigger around it holds. */
  readonly onPress?: () => void
  readonly tone?: ButtonTone
  /** Submits the form around it. */
  readonly isSubmit?: boolean
  /** What it began is still going on: pressing it does nothing. */
  readonly isBusy?: boolean
  readonly isDisabled?: boolean
  /** Its name, where it shows only an icon. */
  readonly label?: string
}

export function Button(props: ButtonProps): ReactNode {
  const { children, onPress, tone = 'plain', isSubmit = false, isBusy = false, isDisabled = false, label } = props
  return (
    <AriaButton
      type={isSubmit ? 'submit' : 'button'}
      className={styles['button'] ?? ''}
      data-tone={tone}
      isPending={isBusy}
      isDisabled={isDisabled}
      {...(onPress && { onPress })}
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </AriaButton>
  )
}

export interface ButtonLinkProps {
  readonly children: ReactNode
  readonly href: string
  readonly tone?: ButtonTone
}

/** Leads to another screen and looks as a button, for it is what one does next. */
export function ButtonLink({ children, href, tone = 'plain' }: ButtonLinkProps): ReactNode {
  return (
    <a className={styles['button']} data-tone={tone} href={href}>
      {children}
    </a>
  )
}
