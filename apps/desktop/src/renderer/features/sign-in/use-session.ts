import { createContext, useContext } from 'react'
import type { SessionStore } from './session-store.ts'

/** Null in the desktop app, where nobody needs to sign in. */
export const SessionContext = createContext<SessionStore | null>(null)

export function useSession(): SessionStore | null {
  return useContext(SessionContext)
}
