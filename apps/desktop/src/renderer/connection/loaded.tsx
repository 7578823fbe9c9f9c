import { useEffect, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../language/language.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Waiting } from '../ui/waiting.tsx'
import type { LoadableStore } from './loadable-store.ts'

export interface LoadedProps<T> {
  readonly store: LoadableStore<T>
  /** What is being looked for, while nothing is known. */
  readonly waiting: string
  /** What cannot be shown, if it cannot. */
  readonly failed: string
  readonly children: (value: T) => ReactNode
}

/** Shows what a store holds: that it is looked for, why it is not there, or what its children make of it. */
export function Loaded<T>({ store, waiting, failed, children }: LoadedProps<T>): ReactNode {
  const { words, textOf } = useLanguage()
  const { phase, value, failure } = useStore(store.state)
  useEffect(() => store.load(), [store])
  return (
    <>
      {phase === 'loading' && value === null && <Waiting>{waiting}</Waiting>}
      {phase === 'failed' && (
        <Notice
          tone="bad"
          title={failed}
          actions={<Button onPress={() => store.load()}>{words.general.tryAgain}</Button>}
        >
          {failure && textOf(failure.text)}
        </Notice>
      )}
      {value !== null && children(value)}
    </>
  )
}
