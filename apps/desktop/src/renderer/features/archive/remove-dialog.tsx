import type { ArchiveRecord } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ArchiveStore } from './archive-store.ts'

export interface RemoveDialogProps {
  readonly store: ArchiveStore
  readonly archive: ArchiveRecord
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks before an archive is deleted for good: for a reason, and for the name of its file. */
export function RemoveDialog({ store, archive, isOpen, onClose }: RemoveDialogProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { removal: said, actions } = words.archive
  const { running, failure } = useStore(store.actions)
  const [reason, setReason] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const confirm = (): void => {
    const isReason = reason.trim() !== ''
    setIsMissing(!isReason)
    if (isReason) void store.remove(reason.trim())
  }
  return (
    <ConfirmDialog
      title={said.title}
      action={said.action}
      isDanger
      nameToType={archive.fileName}
      isOpen={isOpen}
      isBusy={running === 'remove'}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{said.gone(archive.fileName)}</p>
      <p>{said.kept}</p>
      <p>{said.stays}</p>
      <TextField
        label={said.reason}
        help={said.reasonHelp}
        value={reason}
        onChange={setReason}
        error={isMissing ? said.reasonMissing : null}
        isRequired
      />
      {failure && (
        <Notice tone="bad" title={actions.failed}>
          {textOf(failure.text)}
        </Notice>
      )}
    </ConfirmDialog>
  )
}
