import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

export interface CheckboxProps {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly help?: ReactNode
  readonly isDisabled?: boolean
}

/** Yes or no. */
export function Checkbox({ children, isSelected, onChange, help, isDisabled = false }: CheckboxProps): ReactNode {
  return (
    <AriaCheckbox className={styles['choice'] ?? ''} {...{ isSelected, onChange, isDisabled }}>
      <span className={styles['box']}>
        <Icon name="check" />
      </span>
      <span className={styles['words']}>
        <span>{children}</span>
        {help !== undefined && <span className={styles['help']}>{help}</span>}
      </span>
    </AriaCheckbox>
  )
}
