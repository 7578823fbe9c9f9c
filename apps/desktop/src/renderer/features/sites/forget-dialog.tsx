import type { SourceRecord } from '@muniment/sdk'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { SitesStore } from './sites-store.ts'

export interface ForgetDialogProps {
  readonly store: SitesStore
  readonly source: SourceRecord
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks before a source is forgotten, and says why it cannot be. */
export function ForgetDialog({ store, source, isOpen, onClose }: ForgetDialogProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { forget } = words.sites
  const { isBusy, failure } = useStore(store.forgetting)
  const isSample = source.kind === 'sample'
  return (
    <ConfirmDialog
      title={forget.title(source.siteName)}
      action={forget.action}
      isDanger
      isOpen={isOpen}
      isBusy={isBusy}
      onConfirm={() => void store.forget(source.id)}
      onClose={onClose}
    >
      <p>{isSample ? forget.sampleGone : forget.gone}</p>
      <p>{forget.stays}</p>
      {failure ? (
        <Notice tone="bad" title={forget.refused}>
          {forget.problem(failure.code ?? '', isSample) ?? textOf(failure.text)}
        </Notice>
      ) : (
        <p>{forget.condition}</p>
      )}
    </ConfirmDialog>
  )
}
