import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import styles from './dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  /** Escape and whatever else leaves it without doing anything. */
  readonly onClose: () => void
  readonly children: ReactNode
  /** The way back first, what is done last. */
  readonly actions: ReactNode
  /** For content that needs room, such as a list to choose from. */
  readonly isWide?: boolean
}

/** Asks something that has to be answered before anything else. */
export function Dialog({ title, isOpen, onClose, children, actions, isWide = false }: DialogProps): ReactNode {
  return (
    <ModalOverlay
      className={styles['ground'] ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={styles['place'] ?? ''} data-wide={isWide || undefined}>
        <AriaDialog className={styles['dialog'] ?? ''}>
          <Heading slot="title" className={styles['title'] ?? ''}>
            {title}
          </Heading>
          <div className={styles['content']}>{children}</div>
          <div className={styles['actions']}>{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
