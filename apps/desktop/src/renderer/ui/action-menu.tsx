import type { ReactNode } from 'react'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Button, type ButtonTone } from './button.tsx'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

export interface MenuAction {
  readonly id: string
  readonly name: string
  readonly onAction: () => void
  readonly isDisabled?: boolean
  /** It takes something away. */
  readonly isDanger?: boolean
}

export interface ActionMenuProps {
  /** Name of the button that opens it. */
  readonly label: string
  readonly actions: readonly MenuAction[]
  /** What the button shows; three dots unless given. */
  readonly children?: ReactNode
  readonly tone?: ButtonTone
}

/** What else can be done, behind a button. */
export function ActionMenu({ label, actions, children, tone = 'quiet' }: ActionMenuProps): ReactNode {
  return (
    <MenuTrigger>
      <Button tone={tone} {...(children === undefined && { label })}>
        {children ?? <Icon name="more" />}
      </Button>
      <Popover className={styles['popover'] ?? ''}>
        <Menu aria-label={label}>
          {actions.map(({ id, name, onAction, isDisabled = false, isDanger = false }) => (
            <MenuItem
              key={id}
              id={id}
              className={styles['option'] ?? ''}
              data-tone={isDanger ? 'danger' : undefined}
              {...{ onAction, isDisabled }}
            >
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
