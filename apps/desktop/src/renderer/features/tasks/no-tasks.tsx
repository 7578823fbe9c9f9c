import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** The list before the first task: what it will show, and where tasks come from. */
export function NoTasks(): ReactNode {
  const { empty } = useLanguage().words.tasks
  const action = (
    <ButtonLink href={addresses.courses()} tone="primary">
      {empty.action}
    </ButtonLink>
  )
  return (
    <EmptyState title={empty.title} actions={action}>
      <p>{empty.text}</p>
    </EmptyState>
  )
}
