import type { ReactNode } from 'react'
import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
import type { ChoiceOption } from './radio-choice.tsx'

export interface SelectFieldProps<Id extends string> {
  readonly label: string
  readonly options: readonly ChoiceOption<Id>[]
  readonly value: Id | null
  readonly onChange: (value: Id) => void
  readonly help?: ReactNode
  readonly error?: string | null
  readonly isDisabled?: boolean
}

/** One of several, of which the chosen one is seen. */
export function SelectField<Id extends string>(props: SelectFieldProps<Id>): ReactNode {
  const { label, options, value, onChange, help, error = null, isDisabled = false } = props
  return (
    <Select
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
      <Button className={styles['select'] ?? ''}>
        <SelectValue>{options.find(({ id }) => id === value)?.name ?? ''}</SelectValue>
        <Icon name="down" />
      </Button>
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
      {help !== undefined && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
      <Popover className={styles['popover'] ?? ''}>
        <ListBox>
          {options.map(({ id, name, help: more, isDisabled: isOff = false }) => (
            <ListBoxItem key={id} id={id} textValue={name} isDisabled={isOff} className={styles['option'] ?? ''}>
              <Text slot="label">{name}</Text>
              {more !== undefined && (
                <Text slot="description" className={styles['help'] ?? ''}>
                  {more}
                </Text>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
