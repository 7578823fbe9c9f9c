import { useState, type FormEvent, type ReactNode } from 'react'
import { toFailure } from '../connection/failure.ts'
import { useLanguage } from '../language/language.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './text-field.tsx'

export interface NameDialogProps {
  readonly title: string
  readonly action: string
  /** What the name is called. */
  readonly label: string
  /** The name that it has; empty for a new one. */
  readonly name: string
  readonly help?: string
  readonly isOpen: boolean
  /** Gives it the name. What it throws is told at the field. */
  readonly onName: (name: string) => Promise<void>
  readonly onClose: () => void
}

/** Asks for a name. */
export function NameDialog(props: NameDialogProps): ReactNode {
  const { title, action, label, name, help, isOpen, onName, onClose } = props
  const { words, textOf } = useLanguage()
  const [written, setWritten] = useState(name)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    setBusy(true)
    try {
      await onName(written.trim())
      onClose()
    } catch (thrown) {
      setError(textOf(toFailure(thrown).text))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.general.cancel}</Button>
          <Button tone="primary" isBusy={isBusy} isDisabled={written.trim() === ''} onPress={() => void submit()}>
            {action}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          if (written.trim() !== '' && !isBusy) void submit()
        }}
      >
        <TextField
          label={label}
          value={written}
          onChange={(text) => {
            setWritten(text)
            setError(null)
          }}
          error={error}
          autoFocus
          {...(help !== undefined && { help })}
        />
      </form>
    </Dialog>
  )
}
