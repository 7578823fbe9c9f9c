import type { ReactNode } from 'react'
import { FieldError, Label, Radio, RadioGroup, Text } from 'react-aria-components'
import styles from './field.module.css'

export interface ChoiceOption<Id extends string> {
  readonly id: Id
  readonly name: string
  readonly help?: string | undefined
  readonly isDisabled?: boolean
}

export interface RadioChoiceProps<Id extends string> {
  readonly label: string
  readonly options: readonly ChoiceOption<Id>[]
  readonly value: Id
  readonly onChange: (value: Id) => void
  readonly isDisabled?: boolean
  readonly help?: ReactNode
  /** What is wrong with the choice; null if nothing is. */
  readonly error?: string | null
}

/** One of few, all of them seen at once. */
export function RadioChoice<Id extends string>(props: RadioChoiceProps<Id>): ReactNode {
  const { label, options, value, onChange, isDisabled = false, help: about, error = null } = props
  return (
    <RadioGroup
      className={styles['field'] ?? ''}
      value={value}
      isDisabled={isDisabled}
      isInvalid={error !== null}
      validationBehavior="aria"
      onChange={(chosen) => {
        const option = options.find(({ id }) => id === chosen)
        if (option) onChange(option.id)
      }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <div className={styles['choices']}>
        {options.map(({ id, name, help, isDisabled: isOff = false }) => (
          <Radio key={id} value={id} isDisabled={isOff} className={styles['choice'] ?? ''}>
            <span className={styles['box']} data-round="" />
            <span className={styles['words']}>
              <span>{name}</span>
              {help !== undefined && <span className={styles['help']}>{help}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
      {about !== undefined && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {about}
        </Text>
      )}
    </RadioGroup>
  )
}
