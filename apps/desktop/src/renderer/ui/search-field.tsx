import type { ReactNode } from 'react'
import { Input, SearchField as AriaSearchField } from 'react-aria-components'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

export interface SearchFieldProps {
  /** Its name; not shown but for as what stands in the empty field. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoFocus?: boolean
}

/** Narrows what is below it as one types; Escape empties it. */
export function SearchField({ label, value, onChange, autoFocus = false }: SearchFieldProps): ReactNode {
  return (
    <AriaSearchField
      className={styles['search'] ?? ''}
      aria-label={label}
      {...{ value, onChange, autoFocus }}
      autoComplete="off"
      spellCheck="false"
    >
      <Icon name="search" />
      <Input className={styles['input'] ?? ''} placeholder={label} />
    </AriaSearchField>
  )
}
