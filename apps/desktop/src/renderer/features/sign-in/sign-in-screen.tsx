import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useStore } from 'zustand'
import { useLanguage } from '../../language/language.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SealMark } from '../../ui/seal-mark.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { SessionStore } from './session-store.ts'
import styles from './sign-in-screen.module.css'

export interface SignInScreenProps {
  readonly session: SessionStore
}

/** Asks for an access key. */
export function SignInScreen({ session }: SignInScreenProps): ReactNode {
  const { words } = useLanguage()
  const { phase, problem } = useStore(session.state)
  const [key, setKey] = useState('')
  const isChecking = phase === 'checking'
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const typed = key.trim()
    if (typed !== '' && !isChecking) void session.signIn(typed)
  }
  return (
    <main className={styles['place']}>
      <form className={styles['form']} onSubmit={submit}>
        <SealMark />
        <h1>{words.signIn.title}</h1>
        <TextField
          kind="password"
          label={words.signIn.key}
          value={key}
          onChange={setKey}
          help={words.signIn.help}
          error={problem === 'refused' ? words.signIn.problems.refused : null}
          autoComplete="current-password"
          autoFocus
        />
        {problem !== null && problem !== 'refused' && <Notice tone="bad">{words.signIn.problems[problem]}</Notice>}
        <Button tone="primary" isSubmit isBusy={isChecking}>
          {isChecking ? words.signIn.checking : words.signIn.submit}
        </Button>
      </form>
    </main>
  )
}
