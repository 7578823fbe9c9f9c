import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { SessionStore } from './session-store.ts'
import { SignInScreen } from './sign-in-screen.tsx'

export interface SessionGateProps {
  readonly session: SessionStore
  readonly children: ReactNode
}

/** Shows what it holds to those who have signed in. */
export function SessionGate({ session, children }: SessionGateProps): ReactNode {
  const { phase } = useStore(session.state)
  return phase === 'signed-in' ? children : <SignInScreen session={session} />
}
