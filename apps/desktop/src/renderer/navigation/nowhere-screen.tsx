import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { addresses } from './addresses.ts'

/** An address that leads nowhere: mistyped, or of something that is gone. */
export function NowhereScreen(): ReactNode {
  const { title, text, toTasks } = useLanguage().words.navigation.nowhere
  return (
    <EmptyState title={title} actions={<ButtonLink href={addresses.tasks()}>{toTasks}</ButtonLink>}>
      <p>{text}</p>
    </EmptyState>
  )
}
