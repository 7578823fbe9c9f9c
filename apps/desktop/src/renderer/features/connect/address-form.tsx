import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './connect-screen.module.css'
import type { ConnectStore } from './connect-store.ts'

export interface AddressFormProps {
  readonly store: ConnectStore
}

/** Asks which site is meant. */
export function AddressForm({ store }: AddressFormProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { isBusy, failure } = useStore(store.state)
  const [address, setAddress] = useState('')
  const { address: label, addressHelp, find, finding, problem } = words.connect
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (address.trim() !== '' && !isBusy) void store.recognise(address)
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <TextField
        label={label}
        value={address}
        onChange={setAddress}
        help={addressHelp}
        error={failure && (problem(failure.code ?? '', 'address') ?? textOf(failure.text))}
        autoComplete="url"
        autoFocus
      />
      <div>
        <Button tone="primary" isSubmit isBusy={isBusy}>
          {isBusy ? finding : find}
        </Button>
      </div>
    </form>
  )
}
