import type { ReactNode } from 'react'
import type { Failure } from '../../connection/failure.ts'
import { useLanguage } from '../../language/language.ts'
import { addresses } from '../../navigation/addresses.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

export interface SourceProblemProps {
  readonly sourceId: string
  readonly title: string
  readonly failure: Pick<Failure, 'code' | 'text'>
  readonly onRetry: () => void
}

/** Why a site cannot be read: signing in again where that helps, else trying again. */
export function SourceProblem({ sourceId, title, failure, onRetry }: SourceProblemProps): ReactNode {
  const { words, textOf } = useLanguage()
  const { signInNeeded, offline } = words.courses
  if (failure.code === 'source_unauthenticated') {
    const action = (
      <ButtonLink href={addresses.signInAgain(sourceId)} tone="primary">
        {signInNeeded.action}
      </ButtonLink>
    )
    return (
      <Notice tone="warn" title={signInNeeded.title} isLive actions={action}>
        {signInNeeded.text}
      </Notice>
    )
  }
  const retry = <Button onPress={onRetry}>{words.general.tryAgain}</Button>
  return (
    <Notice tone="bad" title={title} actions={retry}>
      <p>{words.connect.problem(failure.code ?? '', 'browser') ?? textOf(failure.text)}</p>
      <p>{offline}</p>
    </Notice>
  )
}
