import { useState, type ReactNode } from 'react'
import { useLanguage } from '../language/language.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './text-field.tsx'

export interface ConfirmDialogProps {
  readonly title: string
  /** What will be gone, and what stays. */
  readonly children: ReactNode
  /** What is done, as a verb. */
  readonly action: string
  readonly isDanger?: boolean
  /** Has to be typed, where it is beyond repair. */
  readonly nameToType?: string
  readonly isOpen: boolean
  readonly isBusy?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something is done that cannot be taken back as easily as it is done. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { title, children, action, isDanger = false, nameToType, isOpen, isBusy = false, onConfirm, onClose } = props
  const { words } = useLanguage()
  const [typed, setTyped] = useState('')
  const isConfirmed = nameToType === undefined || typed.trim() === nameToType.trim()
  const close = (): void => {
    setTyped('')
    onClose()
  }
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{words.general.cancel}</Button>
          <Button tone={isDanger ? 'danger' : 'primary'} isBusy={isBusy} isDisabled={!isConfirmed} onPress={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {nameToType !== undefined && (
        <TextField label={words.general.typeName(nameToType)} value={typed} onChange={setTyped} autoFocus />
      )}
    </Dialog>
  )
}
