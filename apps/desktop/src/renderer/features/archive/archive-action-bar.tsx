import type { ArchiveRecord } from '@muniment/sdk'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { CopyAnswer } from '../../../shared/archive-questions.ts'
import { useLanguage } from '../../language/language.ts'
import { ActionMenu } from '../../ui/action-menu.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useArchiveAccess } from './archive-access.ts'
import styles from './archive-screen.module.css'
import type { ArchiveStore } from './archive-store.ts'
import { RemoveDialog } from './remove-dialog.tsx'

/** What came of something that the page did not do itself. */
type Told = CopyAnswer | { readonly status: 'not-revealed' }

export interface ArchiveActionBarProps {
  readonly store: ArchiveStore
  readonly archive: ArchiveRecord
}

/** What can be done with an archive, and what came of it. */
export function ArchiveActionBar({ store, archive }: ArchiveActionBarProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { actions: said } = words.archive
  const access = useArchiveAccess()
  const { running, failure } = useStore(store.actions)
  const [isRemoving, setIsRemoving] = useState(false)
  const [isSaving, setIsSaving] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const save = async (): Promise<void> => {
    setIsSaving(true)
    setTold(await access.saveArchive(archive.id))
    setIsSaving(false)
  }
  const reveal = async (): Promise<void> => {
    setTold((await access.reveal(archive.id)) ? null : { status: 'not-revealed' })
  }
  return (
    <>
      <ActionMenu
        label={said.more}
        tone="plain"
        actions={[
          { id: 'certify', name: said.certify, onAction: () => void store.certify(), isDisabled: running !== null },
          {
            id: 'remove',
            name: said.remove,
            onAction: () => setIsRemoving(true),
            isDisabled: running !== null,
            isDanger: true,
          },
        ]}
      />
      {access.canReveal && <Button onPress={() => void reveal()}>{said.reveal}</Button>}
      <Button onPress={() => void save()} isBusy={isSaving}>
        {said.save}
      </Button>
      <Button tone="primary" onPress={() => void store.verify()} isBusy={running === 'verify'}>
        {said.verify}
      </Button>
      <div className={styles['told']}>
        {failure && !isRemoving && (
          <Notice tone="bad" title={said.failed}>
            {textOf(failure.text)}
          </Notice>
        )}
        <ToldNotice told={told} />
      </div>
      <RemoveDialog store={store} archive={archive} isOpen={isRemoving} onClose={() => setIsRemoving(false)} />
    </>
  )
}

function ToldNotice({ told }: { readonly told: Told | null }): ReactNode {
  const { actions: said } = useLanguage().words.archive
  switch (told?.status) {
    case 'copied':
      return (
        <Notice tone="good" isLive>
          {said.copied(told.path)}
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="bad" title={said.failed}>
          {told.message}
        </Notice>
      )
    case 'not-revealed':
      return <Notice tone="bad">{said.notRevealed}</Notice>
    case 'cancelled':
    case undefined:
      return null
  }
}
