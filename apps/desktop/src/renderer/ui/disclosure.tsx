import type { ReactNode } from 'react'
import { Button, Disclosure as AriaDisclosure, DisclosurePanel, Heading } from 'react-aria-components'
import styles from './disclosure.module.css'
import { Icon } from './icon.tsx'

export interface DisclosureProps {
  readonly title: string
  /** What can be seen of it while it is folded. */
  readonly summary?: ReactNode
  readonly isOpen: boolean
  readonly onChange: (isOpen: boolean) => void
  readonly children: ReactNode
}

/** Something that few need, folded until somebody does. */
export function Disclosure({ title, summary, isOpen, onChange, children }: DisclosureProps): ReactNode {
  return (
    <AriaDisclosure className={styles['disclosure'] ?? ''} isExpanded={isOpen} onExpandedChange={onChange}>
      <Heading level={2} className={styles['heading'] ?? ''}>
        <Button slot="trigger" className={styles['trigger'] ?? ''}>
          <Icon name="down" />
          <span className={styles['title']}>{title}</span>
          {summary !== undefined && <span className={styles['summary']}>{summary}</span>}
        </Button>
      </Heading>
      <DisclosurePanel className={styles['panel'] ?? ''}>
        {isOpen && <div className={styles['content']}>{children}</div>}
      </DisclosurePanel>
    </AriaDisclosure>
  )
}
