import type { ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components'
import styles from './field.module.css'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help?: ReactNode
  /** What is wrong with the value; null if nothing is. */
  readonly error?: string | null
  readonly kind?: 'text' | 'password' | 'url' | 'number'
  /** Several lines. */
  readonly isLong?: boolean
  readonly isDisabled?: boolean
  readonly isRequired?: boolean
  readonly placeholder?: string
  readonly autoComplete?: string
  readonly autoFocus?: boolean
}

/** A line, or several, of text. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, onChange, help, error = null, kind = 'text', isLong = false, placeholder } = props
  const { isDisabled = false, isRequired = false, autoComplete = 'off', autoFocus = false } = props
  const look = { className: styles['input'] ?? '', ...(placeholder !== undefined && { placeholder }) }
  return (
    <AriaTextField
      className={styles['field'] ?? ''}
      type={kind === 'number' ? 'text' : kind}
      {...(kind === 'number' && { inputMode: 'decimal' as const })}
      validationBehavior="aria"
      spellCheck="false"
      {...{ value, onChange, isDisabled, isRequired, autoComplete, autoFocus, isInvalid: error !== null }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {isLong ? <TextArea {...look} /> : <Input {...look} />}
      <FieldError className={styles['error'] ?? ''}>{error}</FieldError>
      {help !== undefined && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
    </AriaTextField>
  )
}
