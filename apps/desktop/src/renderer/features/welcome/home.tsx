import { useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useLocation } from 'wouter'
import { LoadableStore } from '../../connection/loadable-store.ts'
import { Loaded } from '../../connection/loaded.tsx'
import { useEngine } from '../../connection/use-engine.ts'
import { useLanguage } from '../../language/language.ts'

/** Where the app begins: with the courses, or how to get some. */
export function Home(): ReactNode {
  const engine = useEngine()
  const { words } = useLanguage()
  const [, go] = useLocation()
  const [store] = useState(
    () =>
      new LoadableStore(async (signal) => {
        const ask = { limit: 1 }
        const { entries } = await engine.read((client, until) => client.sources.list(ask, { signal: until }), signal)
        return entries.length > 0
      }),
  )
  const { value: hasSources } = useStore(store.state)
  useEffect(() => {
    if (hasSources !== null) go(hasSources ? '/courses' : '/welcome', { replace: true })
  }, [hasSources, go])
  return (
    <Loaded store={store} waiting={words.welcome.opening} failed={words.tasks.problem.title}>
      {() => null}
    </Loaded>
  )
}
