import type { ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  CheckboxGroup as AriaCheckboxGroup,
  FieldError,
  Label,
  Text,
} from 'react-aria-components'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
import type { ChoiceOption } from './radio-choice.tsx'

export interface CheckboxGroupProps {
  readonly label: string
  readonly options: readonly ChoiceOption<string>[]
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly help?: ReactNode
  /** What is wrong with the choice; null if nothing is. */
  readonly error?: string | null
  readonly isDisabled?: boolean
}

/** Any number of several, all of them seen at once. */
export function CheckboxGroup(props: CheckboxGroupProps): ReactNode {
  const { label, options, value, onChange, help: about, error = null, isDisabled = false } = props
  return (
    <AriaCheckboxGroup
      className={styles['field'] ?? ''}
      value={[...value]}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {about !== undefined && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {about}
        </Text>
      )}
      <div className={styles['choices']} data-dense="">
        {options.map(({ id, name, help, isDisabled: isOff = false }) => (
          <AriaCheckbox key={id} value={id} isDisabled={isOff} className={styles['choice'] ?? ''}>
            <span className={styles['box']}>
              <Icon name="check" />
            </span>
            <span className={styles['words']}>
              <span>{name}</span>
              {help !== undefined && <span className={styles['help']}>{help}</span>}
            </span>
          </AriaCheckbox>
        ))}
      </div>
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
    </AriaCheckboxGroup>
  )
}
