import { createContext, useContext } from 'react'
import type { Engine } from './engine.ts'

export const EngineContext = createContext<Engine | null>(null)

/** The other end of the app. Screens make their stores with it: `useState(() => new CourseStore(engine, courseId))`. */
export function useEngine(): Engine {
  const engine = useContext(EngineContext)
  if (!engine) throw new Error('There is no engine around this component.')
  return engine
}
