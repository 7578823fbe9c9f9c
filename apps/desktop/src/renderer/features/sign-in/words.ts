import type { SessionProblem } from './session-store.ts'

export interface SignInWords {
  readonly title: string
  readonly key: string
  readonly help: string
  readonly submit: string
  readonly checking: string
  readonly problems: Readonly<Record<SessionProblem, string>>
}
