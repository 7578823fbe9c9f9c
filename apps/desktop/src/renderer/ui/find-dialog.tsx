import type { ReactNode } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Heading,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
} from 'react-aria-components'
import dialogStyles from './dialog.module.css'
import fieldStyles from './field.module.css'
import styles from './find-dialog.module.css'
import { Icon } from './icon.tsx'

export interface FoundEntry {
  readonly id: string
  readonly title: string
  readonly detail: string | null
}

export interface FoundGroup {
  readonly id: string
  readonly name: string
  readonly entries: readonly FoundEntry[]
}

export interface FindDialogProps {
  readonly title: string
  /** What can be typed. */
  readonly label: string
  readonly isOpen: boolean
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly groups: readonly FoundGroup[]
  /** Said where nothing is found. */
  readonly nothing: string
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

/** A field, and below it what is found; arrows choose while one goes on typing. */
export function FindDialog(props: FindDialogProps): ReactNode {
  const { title, label, isOpen, typed, onType, groups, nothing, onChoose, onClose } = props
  return (
    <ModalOverlay
      className={`${dialogStyles['ground']} ${styles['ground']}`}
      isDismissable
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={`${dialogStyles['place']} ${styles['place']}`}>
        <Dialog className={styles['dialog'] ?? ''}>
          <Heading slot="title" className="visually-hidden">
            {title}
          </Heading>
          <Autocomplete inputValue={typed} onInputChange={onType}>
            <SearchField aria-label={label} autoFocus className={`${fieldStyles['search']} ${styles['field']}`}>
              <Icon name="search" />
              <Input className={fieldStyles['input'] ?? ''} placeholder={label} />
            </SearchField>
            <Menu
              aria-label={title}
              className={styles['found'] ?? ''}
              items={groups}
              renderEmptyState={() => <p className={styles['nothing']}>{nothing}</p>}
              onAction={(id) => onChoose(String(id))}
            >
              {({ id, name, entries }) => (
                <MenuSection id={id} aria-label={name}>
                  <Header className={styles['group'] ?? ''}>{name}</Header>
                  {entries.map((entry) => (
                    <MenuItem
                      key={entry.id}
                      id={entry.id}
                      textValue={entry.title}
                      className={`${fieldStyles['option']} ${styles['entry']}`}
                    >
                      <Text slot="label">
                        <bdi>{entry.title}</bdi>
                      </Text>
                      {entry.detail !== null && (
                        <Text slot="description" className={fieldStyles['help'] ?? ''}>
                          <bdi>{entry.detail}</bdi>
                        </Text>
                      )}
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
