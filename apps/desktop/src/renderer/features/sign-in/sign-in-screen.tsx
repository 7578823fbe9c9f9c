import { useId, useRef, type ReactNode, type SubmitEvent } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { SealMark } from '../../ui/seal-mark.tsx'
import type { SessionStore } from './session-store.ts'
import styles from './sign-in-screen.module.css'

export interface SignInScreenProps {
  readonly session: SessionStore
}

/** Asks for an access key. */
export function SignInScreen({ session }: SignInScreenProps): ReactNode {
  const { words } = useLanguage()
  const { phase, problem } = useStore(session.state)
  const field = useRef<HTMLInputElement>(null)
  const [help, trouble] = [useId(), useId()]
  const isChecking = phase === 'checking'
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const key = field.current?.value.trim() ?? ''
    if (key === '') field.current?.focus()
    else if (!isChecking) void session.signIn(key)
  }
  return (
    <main className={styles['place']}>
      <form className={styles['form']} onSubmit={submit}>
        <SealMark />
        <h1>{words.signIn.title}</h1>
        <label>
          {words.signIn.key}
          <input
            ref={field}
            type="password"
            autoComplete="current-password"
            spellCheck={false}
            autoFocus
            aria-describedby={problem ? `${trouble} ${help}` : help}
            aria-invalid={problem === 'refused'}
          />
        </label>
        {problem && (
          <p id={trouble} className={styles['problem']} role="alert">
            {words.signIn.problems[problem]}
          </p>
        )}
        <p id={help} className={styles['help']}>
          {words.signIn.help}
        </p>
        <Button isPrimary isBusy={isChecking}>
          {isChecking ? words.signIn.checking : words.signIn.submit}
        </Button>
      </form>
    </main>
  )
}
